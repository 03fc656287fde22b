package org.honeyspam.proxy;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What follows from a name alone: the same at every time and in every installation, as the world
 * is.
 */
final class Drawn {
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Drawn() {}

    static SplittableRandom dice(String what, String name) {
        long hash = FNV_START;
        String all = what + ' ' + name;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash);
    }

    static <T> T pick(List<T> list, String what, String name) {
        return list.get(dice(what, name).nextInt(list.size()));
    }
}
