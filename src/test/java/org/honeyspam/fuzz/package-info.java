/**
 * Input that nobody thought of, drawn from a seed: mutated conversations, words in any order.
 *
 * <p>Opens no socket; the dialogues are driven through the stage of the transcripts.
 */
@NullMarked
package org.honeyspam.fuzz;

import org.jspecify.annotations.NullMarked;
