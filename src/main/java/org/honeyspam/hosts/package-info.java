/**
 * Virtual hosts: what each address of a network passes for, drawn from the key by the address
 * alone, and the firewall that makes it look so. No sockets, and no table of all hosts.
 */
@NullMarked
package org.honeyspam.hosts;

import org.jspecify.annotations.NullMarked;
