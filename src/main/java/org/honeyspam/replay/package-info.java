/**
 * Journals and mailboxes of before: read, checked, told apart from what is here, and handed on.
 *
 * <p>Knows no service and no view; who writes the record is behind {@link
 * org.honeyspam.replay.Taker}.
 */
@NullMarked
package org.honeyspam.replay;

import org.jspecify.annotations.NullMarked;
