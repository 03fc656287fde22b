/**
 * The house rules, read from the classes and sources of the project: directions of packages, who
 * may touch a socket or a clock, sizes, names. Each rule is also shown to fire.
 */
@NullMarked
package org.honeyspam.tidy;

import org.jspecify.annotations.NullMarked;
