package org.honeyspam.truth;

/**
 * What the real product and ours did not say alike.
 *
 * @param number which exchange of the session it is; the greeting is the first
 */
record Difference(String session, int number, String sent, String real, String ours) {

    /** By which it is known in the list of reasons. */
    String key() {
        return session + " #" + number;
    }

    @Override
    public String toString() {
        return "%s%n  C: %s%n  real: %s%n  ours: %s%n".formatted(key(), sent, real, ours);
    }
}
