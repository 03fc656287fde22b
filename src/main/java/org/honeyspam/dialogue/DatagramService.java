package org.honeyspam.dialogue;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * A service without connections: each datagram is answered for itself, with one or with silence.
 * Several threads may ask at the same time. A peer cannot make it throw.
 */
public interface DatagramService {

    /**
     * Answers a datagram.
     *
     * @param answer room for what is sent back
     * @param record takes an event; false if there is no room for it, and silence is the answer
     * @return how many bytes of the answer are sent; 0 is silence
     */
    int answer(Datagram asked, byte[] answer, Instant now, Predicate<Event> record);
}
