package org.honeyspam.geo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/**
 * Writes small files in MaxMind's format (version 2.0 of its specification): a tree of bits, the
 * records behind it, what both are at the end. Of the types it has those that the tests need.
 */
public final class MmdbWriter {
    private static final int SEPARATOR_BYTES = 16;
    private static final int TYPE_STRING = 2;
    private static final int TYPE_UINT16 = 5;
    private static final int TYPE_UINT32 = 6;
    private static final int TYPE_MAP = 7;
    private static final int TYPE_UINT64 = 9;
    private static final int TYPE_ARRAY = 11;
    private static final byte[] MARK = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    private final int version;
    private final int recordBits;
    private final Map<Network, Object> entries = new LinkedHashMap<>();
    private final List<Map<Integer, Object>> nodes = new ArrayList<>();

    /**
     * A file without networks.
     *
     * @param version of IP: 4 or 6, which has IPv4 as well
     * @param recordBits 24, 28 or 32: half of what a node of the tree takes
     */
    public MmdbWriter(int version, int recordBits) {
        this.version = version;
        this.recordBits = recordBits;
    }

    /** Of IPv6, as most files are. */
    public MmdbWriter() {
        this(6, 24);
    }

    /** Adds a network, as in {@code 192.0.2.0/24}; none may be within another. */
    public MmdbWriter with(String network, Object entry) {
        entries.put(Network.of(network), entry);
        return this;
    }

    /** As GeoLite2, GeoIP2 and DB-IP nest a country. */
    public static Map<String, Object> country(String code) {
        return Map.of(
                "continent", Map.of("code", "EU"),
                "country", Map.of("iso_code", code, "names", Map.of("en", "Somewhere")));
    }

    /** As GeoLite2 and DB-IP write an autonomous system. */
    public static Map<String, Object> system(long number, String name) {
        return Map.of("autonomous_system_number", number, "autonomous_system_organization", name);
    }

    /** Writes the file. */
    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        nodes.clear();
        nodes.add(new HashMap<>());
        var data = new ByteArrayOutputStream();
        entries.forEach(
                (network, entry) -> {
                    place(network, data.size());
                    value(data, entry);
                });
        var out = new ByteArrayOutputStream();
        nodes.forEach(node -> out.writeBytes(node(target(node.get(0)), target(node.get(1)))));
        out.writeBytes(new byte[SEPARATOR_BYTES]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(MARK);
        value(out, about());
        return out.toByteArray();
    }

    private Map<String, Object> about() {
        return Map.of(
                "node_count",
                (long) nodes.size(),
                "record_size",
                (short) recordBits,
                "ip_version",
                (short) version,
                "database_type",
                "Test",
                "languages",
                List.of("en"),
                "binary_format_major_version",
                (short) 2,
                "binary_format_minor_version",
                (short) 0,
                "build_epoch",
                new Epoch(1_772_323_200L),
                "description",
                Map.of("en", "made up"));
    }

    /** A time, which takes eight bytes. */
    private record Epoch(long seconds) {}

    /** Where the entry of a network is in the data. */
    private record Offset(int bytes) {}

    private void place(Network network, int offset) {
        byte[] prefix = inTree(network.prefix());
        int bits = network.bits() + Byte.SIZE * (prefix.length - length(network.prefix()));
        int at = 0;
        for (int i = 0; i < bits; i++) {
            int bit = (prefix[i / Byte.SIZE] >> (7 - i % Byte.SIZE)) & 1;
            Map<Integer, Object> node = nodes.get(at);
            if (i == bits - 1) {
                node.put(bit, new Offset(offset));
            } else if (node.get(bit) instanceof Integer next) {
                at = next;
            } else {
                at = nodes.size();
                node.put(bit, at);
                nodes.add(new HashMap<>());
            }
        }
    }

    private static int length(InetAddress address) {
        return address.getAddress().length;
    }

    /** IPv4 is below {@code ::/96}. */
    private byte[] inTree(InetAddress address) {
        byte[] own = address.getAddress();
        byte[] whole = new byte[version == 6 ? 16 : 4];
        System.arraycopy(own, 0, whole, whole.length - own.length, own.length);
        return whole;
    }

    private int target(@Nullable Object half) {
        return switch (half) {
            case Integer node -> node;
            case Offset offset -> nodes.size() + SEPARATOR_BYTES + offset.bytes();
            case null, default -> nodes.size();
        };
    }

    private byte[] node(int left, int right) {
        var out = new ByteArrayOutputStream();
        if (recordBits == 28) {
            number(out, left, 3);
            out.write((left >> 24 & 0xf) << 4 | right >> 24 & 0xf);
            number(out, right, 3);
        } else {
            number(out, left, recordBits / Byte.SIZE);
            number(out, right, recordBits / Byte.SIZE);
        }
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long number, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (number >> Byte.SIZE * i));
        }
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(UTF_8);
                head(out, TYPE_STRING, bytes.length);
                out.writeBytes(bytes);
            }
            case Short number -> numeric(out, TYPE_UINT16, number, 2);
            case Long number -> numeric(out, TYPE_UINT32, number, 4);
            case Epoch epoch -> numeric(out, TYPE_UINT64, epoch.seconds(), 8);
            case byte[] raw -> out.writeBytes(raw);
            case List<?> list -> {
                head(out, TYPE_ARRAY, list.size());
                list.forEach(one -> value(out, one));
            }
            case Map<?, ?> map -> {
                head(out, TYPE_MAP, map.size());
                map.forEach(
                        (key, one) -> {
                            value(out, key);
                            value(out, one);
                        });
            }
            default -> throw new IllegalArgumentException("no type for " + value);
        }
    }

    private static void numeric(ByteArrayOutputStream out, int type, long number, int bytes) {
        head(out, type, bytes);
        number(out, number, bytes);
    }

    /** The control byte, with the type behind it if that is one of the later ones. */
    private static void head(ByteArrayOutputStream out, int type, int size) {
        int shown = size < 29 ? size : size < 285 ? 29 : 30;
        out.write((type <= TYPE_MAP ? type << 5 : 0) | shown);
        if (type > TYPE_MAP) {
            out.write(type - TYPE_MAP);
        }
        if (shown == 29) {
            out.write(size - 29);
        } else if (shown == 30) {
            number(out, size - 285, 2);
        }
    }
}
