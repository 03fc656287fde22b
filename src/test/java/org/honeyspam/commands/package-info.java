/**
 * The commands as an operator types them: what they print, where they leave traces, how they end.
 * Runs the built program.
 */
@NullMarked
package org.honeyspam.commands;

import org.jspecify.annotations.NullMarked;
