package org.honeyspam.content;

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
                Sketch.of(words),
                SimHash.of(words),
                first(domains),
                first(links),
                first(attachments),
                subject == null ? "" : subjectShape(subject, names));
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
