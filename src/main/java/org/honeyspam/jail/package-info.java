/**
 * What a process gives up of itself, in all of its threads: rights of its user, of files, of calls;
 * and what a thread gives up, its turn.
 *
 * <p>Knows Linux by the C library, and nothing of HoneySpam: who starts a node says what it needs.
 */
@NullMarked
package org.honeyspam.jail;

import org.jspecify.annotations.NullMarked;
