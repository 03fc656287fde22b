/**
 * Groups messages into campaigns as they come: the same messages in the same order give the same
 * campaigns.
 *
 * <p>Keeps its state behind {@code CampaignRows}, and knows no store that could be behind it.
 */
@NullMarked
package org.honeyspam.content.campaign;

import org.jspecify.annotations.NullMarked;
