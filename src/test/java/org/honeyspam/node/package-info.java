/** Whole nodes inside the tests' own process. */
@NullMarked
package org.honeyspam.node;

import org.jspecify.annotations.NullMarked;
