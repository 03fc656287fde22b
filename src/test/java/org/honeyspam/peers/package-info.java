/**
 * The node against the programs of other people that it will meet: crawlers, mail clients, a real
 * mail server, all on loopback. Knows nothing of the classes that play the services.
 */
@NullMarked
package org.honeyspam.peers;

import org.jspecify.annotations.NullMarked;
