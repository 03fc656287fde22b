package org.honeyspam.content.campaign;

import org.honeyspam.content.Fingerprint;

/**
 * A member of a campaign that others are compared with.
 *
 * @param campaign its id
 * @param number 0 for the message that founded it, then up in the order of coming
 */
public record Exemplar(String campaign, int number, Fingerprint fingerprint) {}
