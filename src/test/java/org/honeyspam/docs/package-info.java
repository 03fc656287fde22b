/** Documents against the code: what they name is there, and what is there is named. */
@NullMarked
package org.honeyspam.docs;

import org.jspecify.annotations.NullMarked;
