package org.honeyspam.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * By what messages of one campaign know each other: their words, where they lead, what they carry,
 * and how their subjects are made. Sets are sorted and bounded.
 *
 * @param simHash 64 bits of the words, for who wants to compare by a number
 * @param domains that its links lead to, but for those that everybody's do
 * @param links its links without what is one message's own
 * @param attachments the hashes of what is no text
 */
public record Fingerprint(
        Sketch sketch,
        long simHash,
        List<String> domains,
        List<String> links,
        List<String> attachments,
        String subject) {
    static final int FEATURES_MAX = 16;

    /**
     * Changes with whatever makes prints of one message differ between versions of this program.
     */
    private static final int FORM = 1;

    private static final int FEATURE_CHARS_MAX = 160;
    private static final int SUBJECT_WORDS_MAX = 12;
    private static final Pattern REPLY =
            Pattern.compile(
                    "^(?:(?:re|fw|fwd|aw|wg|adv)\\s?(?:\\[\\d\\])?\\s?:\\s?|\\[[^\\]]{1,40}\\]\\s?)+");

    /** Found in anybody's mail: they make, serve or count pages for all. */
    private static final Set<String> COMMON =
            Set.of(
                    "w3.org",
                    "google.com",
                    "gstatic.com",
                    "googleapis.com",
                    "microsoft.com",
                    "yahoo.com",
                    "msn.com",
                    "apple.com",
                    "facebook.com",
                    "twitter.com",
                    "instagram.com",
                    "linkedin.com",
                    "youtube.com",
                    "bit.ly",
                    "t.co",
                    "goo.gl",
                    "tinyurl.com",
                    "geocities.com",
                    "doubleclick.net",
                    "akamai.net",
                    "akamaihd.net",
                    "cloudfront.net",
                    "amazonaws.com",
                    "sourceforge.net",
                    "macromedia.com",
                    "adobe.com",
                    "paypal.com",
                    "schemas.microsoft.com",
                    "icq.com",
                    "blogspot.com");

    public static Fingerprint of(Content content) {
        Set<String> names = new HashSet<>();
        for (Correspondent to : content.head().to()) {
            int at = to.address().indexOf('@');
            names.add(
                    (at < 0 ? to.address() : to.address().substring(0, at))
                            .toLowerCase(Locale.ROOT));
            for (String name : to.name().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
                if (name.length() > 2) {
                    names.add(name);
                }
            }
        }
        List<String> words = Normal.words(content.text(), names);
        long[] shingles = Shingles.of(words);
        Set<String> domains = new TreeSet<>();
        Set<String> links = new TreeSet<>();
        for (Link link : content.links()) {
            if (!COMMON.contains(link.domain())) {
                domains.add(bounded(link.domain()));
                links.add(bounded(link.domain() + link.template()));
            }
        }
        Set<String> attachments = new TreeSet<>();
        for (Part part : content.leaves()) {
            if (!part.isText() && part.sizeBytes() > 0) {
                attachments.add(part.sha256());
            }
        }
        String subject = content.head().subject();
        return new Fingerprint(
                Sketch.of(shingles),
                SimHash.of(shingles),
                first(domains),
                first(links),
                first(attachments),
                subject == null ? "" : subjectShape(subject, names));
    }

    /** As a store keeps it; {@link #unpacked} makes it again. */
    public byte[] packed() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(simHash);
            out.writeInt(sketch.shingles());
            for (int minimum : sketch.minima()) {
                out.writeInt(minimum);
            }
            for (List<String> features : List.of(domains, links, attachments, List.of(subject))) {
                out.writeByte(features.size());
                for (String feature : features) {
                    out.writeUTF(feature);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** From what {@link #packed} gave; anything else is the store's fault. */
    public static Fingerprint unpacked(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                throw new IllegalArgumentException("a fingerprint of another form");
            }
            long simHash = in.readLong();
            int shingles = in.readInt();
            int[] minima = new int[Sketch.PLACES];
            for (int i = 0; i < minima.length; i++) {
                minima[i] = in.readInt();
            }
            List<String> domains = features(in);
            List<String> links = features(in);
            List<String> attachments = features(in);
            String subject = features(in).getFirst();
            return new Fingerprint(
                    Sketch.restored(minima, shingles),
                    simHash,
                    domains,
                    links,
                    attachments,
                    subject);
        } catch (IOException e) {
            throw new IllegalArgumentException("no fingerprint", e);
        }
    }

    private static List<String> features(DataInputStream in) throws IOException {
        int count = in.readByte();
        List<String> features = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            features.add(in.readUTF());
        }
        return List.copyOf(features);
    }

    /** A number for a feature of a kind, the same on every machine. */
    public static long key(String kind, String feature) {
        return Hashes.quick(kind + ' ' + feature);
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), FEATURE_CHARS_MAX));
    }

    private static List<String> first(Set<String> features) {
        return List.copyOf(
                new ArrayList<>(features).subList(0, Math.min(features.size(), FEATURES_MAX)));
    }

    private static String subjectShape(String subject, Set<String> names) {
        String plain = REPLY.matcher(subject.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        List<String> words = Normal.words(plain, names);
        return bounded(
                String.join(" ", words.subList(0, Math.min(words.size(), SUBJECT_WORDS_MAX))));
    }
}
