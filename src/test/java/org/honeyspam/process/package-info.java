/**
 * Runs the built program, and those of other people, as processes of their own, with a time limit
 * each. Knows the command line and the files, nothing of the classes inside.
 */
@NullMarked
package org.honeyspam.process;

import org.jspecify.annotations.NullMarked;
