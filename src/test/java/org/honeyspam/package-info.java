/** What tests of several packages share, and the rules that the tree itself must keep. */
@NullMarked
package org.honeyspam;

import org.jspecify.annotations.NullMarked;
