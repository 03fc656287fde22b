package org.honeyspam.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/** Events of every type, full of what a hostile peer may say, made from a seed. */
final class Samples {
    private static final int TEXT_CHARACTERS_MAX = 300;

    private Samples() {}

    static List<Class<?>> types() {
        JsonSubTypes types = JournalEvent.class.getAnnotation(JsonSubTypes.class);
        return Arrays.stream(types.value()).<Class<?>>map(JsonSubTypes.Type::value).toList();
    }

    static JournalEvent event(Class<?> type, Random random) {
        return (JournalEvent) instance(type, random);
    }

    /** An event that says only which one it is. */
    static Entry entry(int number) {
        return new Entry(
                Instant.ofEpochSecond(1_700_000_000L + number),
                peer(),
                new JournalEvent.SmtpCommand("NOOP " + number, 250, List.of("2.0.0 OK")));
    }

    static Peer peer() {
        var source = new Endpoint(InetAddress.ofLiteral("2001:db8::7"), 40_000);
        var local = new Endpoint(InetAddress.ofLiteral("198.51.100.1"), 25);
        return new Peer("n1-7-1", "relay", source, local, List.of(), null);
    }

    static Peer peerBehindTheProxy() {
        var proxy = new Endpoint(InetAddress.ofLiteral("198.51.100.1"), 3128);
        return peer().behind(new Hop("http-connect", proxy, "mx.\u00e9\"example\":25"), "relay");
    }

    private static Object instance(Class<?> type, Random random) {
        RecordComponent[] parts = type.getRecordComponents();
        @Nullable Object[] values = new Object[parts.length];
        Class<?>[] types = new Class<?>[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            boolean optional = parts[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[i] = optional && random.nextBoolean() ? null : value(parts[i], random);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private static Object value(RecordComponent part, Random random) {
        Class<?> type = part.getType();
        if (type.equals(int.class) || type.equals(Integer.class)) {
            return random.nextInt();
        }
        if (type.equals(boolean.class)) {
            return random.nextBoolean();
        }
        if (type.equals(long.class) || type.equals(Long.class)) {
            return random.nextLong();
        }
        if (type.equals(String.class)) {
            return text(random);
        }
        List<Object> list = new ArrayList<>();
        var listed = ((ParameterizedType) part.getGenericType()).getActualTypeArguments()[0];
        boolean texts = listed.equals(String.class);
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(texts ? text(random) : instance((Class<?>) listed, random));
        }
        return list;
    }

    /** Any bytes, as ISO-8859-1. */
    private static String text(Random random) {
        byte[] bytes = new byte[random.nextInt(TEXT_CHARACTERS_MAX)];
        random.nextBytes(bytes);
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
