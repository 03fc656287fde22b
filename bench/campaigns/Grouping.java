import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.honeyspam.content.Content;
import org.honeyspam.content.Fingerprint;
import org.honeyspam.content.Vantage;
import org.honeyspam.content.campaign.Campaigns;
import org.honeyspam.content.campaign.MemoryRows;

/** Measures the grouping into campaigns and prints the figures as Markdown tables. */
final class Grouping {
    record Mail(String name, byte[] bytes, Fingerprint print) {}

    /** What the readers said: which campaign, and of what they could not tell. */
    record Labels(Map<String, String> campaigns, Set<String> unsure, Set<String> unsurePairs) {
        String of(Mail mail) {
            return campaigns.getOrDefault(mail.name, mail.name);
        }

        boolean counts(String one, String other) {
            return !unsurePairs.contains(one + " " + other);
        }
    }

    record Score(long right, long wrong, long missed) {
        String text() {
            double precision = right / (double) (right + wrong);
            double recall = right / (double) (right + missed);
            return "%.3f | %.3f | %.3f".formatted(precision, recall, 2 * precision * recall / (precision + recall));
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void say(String text) {
        System.out.println(text);
    }

    private static List<Mail> read(Path folder) throws IOException {
        List<Mail> all = new ArrayList<>();
        String set = folder.getFileName().toString();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".txt")).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String name = set.charAt(set.length() - 1) + "/" + file.getFileName().toString().substring(0, 5);
                all.add(new Mail(set.startsWith("spam") ? name : set + name, bytes, Fingerprint.of(Content.read(bytes, Vantage.UNKNOWN))));
            }
        }
        return all;
    }

    private static Labels labels(Path file, boolean second) throws IOException {
        var labels = new Labels(new HashMap<>(), new HashSet<>(), new HashSet<>());
        Map<String, String> joined = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "#" -> {}
                case "?" -> labels.unsure.addAll(List.of(words));
                case "~", "~~" -> {
                    if (second || words[0].equals("~")) {
                        labels.unsurePairs.add(words[1] + " " + words[2]);
                        labels.unsurePairs.add(words[2] + " " + words[1]);
                    }
                }
                case "=" -> {
                    for (int i = 2; second && i < words.length; i++) {
                        joined.put(words[i], words[1]);
                    }
                }
                default -> {
                    for (int i = 1; i < words.length; i++) {
                        labels.campaigns.put(words[i], words[0]);
                    }
                }
            }
        }
        labels.campaigns.replaceAll((name, campaign) -> joined.getOrDefault(campaign, campaign));
        joined.forEach((name, campaign) -> {
            if (name.contains("/")) {
                labels.campaigns.put(name, joined.getOrDefault(campaign, campaign));
            }
        });
        return labels;
    }

    private static Score pairs(List<Mail> mails, Labels labels, BiPredicate<Mail, Mail> same) {
        long right = 0;
        long wrong = 0;
        long missed = 0;
        List<Mail> sure = mails.stream().filter(mail -> !labels.unsure.contains(mail.name)).toList();
        for (int i = 0; i < sure.size(); i++) {
            for (int j = 0; j < i; j++) {
                String one = labels.of(sure.get(i));
                String other = labels.of(sure.get(j));
                if (!labels.counts(one, other)) {
                    continue;
                }
                boolean said = same.test(sure.get(i), sure.get(j));
                right += said && one.equals(other) ? 1 : 0;
                wrong += said && !one.equals(other) ? 1 : 0;
                missed += !said && one.equals(other) ? 1 : 0;
            }
        }
        return new Score(right, wrong, missed);
    }

    private static Map<String, String> place(List<Mail> mails) {
        var campaigns = new Campaigns<>(new MemoryRows());
        Map<String, String> placed = new HashMap<>();
        for (int i = 0; i < mails.size(); i++) {
            placed.put(mails.get(i).name, campaigns.place("%016x".formatted(i + 1L), mails.get(i).print).campaign());
        }
        return placed;
    }

    private static void labelled(String title, List<Mail> mails, Path file) throws IOException {
        Map<String, String> placed = place(mails);
        BiPredicate<Mail, Mail> campaigns = (one, other) -> placed.get(one.name).equals(placed.get(other.name));
        for (boolean second : new boolean[] {false, true}) {
            Labels labels = labels(file, second);
            String reading = second ? "second" : "first";
            say("| %s | %s | campaigns | %s |".formatted(title, reading, pairs(mails, labels, campaigns).text()));
            for (int bits : new int[] {3, 8, 12, 14, 16}) {
                say("| %s | %s | SimHash, %d bits | %s |".formatted(title, reading, bits, pairs(mails, labels, (one, other) ->
                        one.print.sketch().shingles() > 0 && other.print.sketch().shingles() > 0
                        && Long.bitCount(one.print.simHash() ^ other.print.simHash()) <= bits).text()));
            }
            for (double share : new double[] {0.4, 0.5, 0.6}) {
                say("| %s | %s | MinHash, %.1f | %s |".formatted(title, reading, share, pairs(mails, labels, (one, other) -> one.print.sketch().likeness(other.print.sketch()) >= share).text()));
            }
        }
    }

    /** How much wanted mail gets into a campaign of spam. */
    private static void wanted(List<Mail> spam, List<Mail> ham) {
        List<Mail> all = new ArrayList<>(spam);
        all.addAll(ham);
        Map<String, String> placed = place(all);
        Set<String> ofSpam = new HashSet<>();
        spam.forEach(mail -> ofSpam.add(placed.get(mail.name)));
        long in = ham.stream().filter(mail -> ofSpam.contains(placed.get(mail.name))).count();
        say("%nOf %,d wanted messages that came after %,d of spam, %d went to a campaign of spam.%n".formatted(ham.size(), spam.size(), in));
    }

    private static void synthetic() {
        say("| templates by chance | precision | recall | F |");
        say("| --- | ---: | ---: | ---: |");
        for (Salad.Kind kind : Salad.Kind.values()) {
            var salad = new Salad(kind);
            List<Mail> mails = new ArrayList<>();
            var labels = new Labels(new HashMap<>(), new HashSet<>(), new HashSet<>());
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = salad.message(i);
                var mail = new Mail("m" + i, bytes, Fingerprint.of(Content.read(bytes, Vantage.UNKNOWN)));
                mails.add(mail);
                labels.campaigns.put(mail.name, "t" + i % Salad.TEMPLATES);
            }
            Map<String, String> placed = place(mails);
            say("| %s | %s |".formatted(kind.title, pairs(mails, labels, (one, other) -> placed.get(one.name).equals(placed.get(other.name))).text()));
        }
    }

    private static void speed(List<Mail> mails) {
        double best = 0;
        double bestAll = 0;
        for (int round = 0; round < 5; round++) {
            long start = cpu();
            List<Content> read = new ArrayList<>();
            for (Mail mail : mails) {
                read.add(Content.read(mail.bytes, Vantage.UNKNOWN));
            }
            best = Math.max(best, mails.size() * 1e9 / (cpu() - start));
            var campaigns = new Campaigns<>(new MemoryRows());
            for (int i = 0; i < read.size(); i++) {
                campaigns.place("%016x".formatted(i + 1L), Fingerprint.of(read.get(i)));
            }
            bestAll = Math.max(bestAll, mails.size() * 1e9 / (cpu() - start));
        }
        long bytes = mails.stream().mapToLong(mail -> mail.bytes.length).sum();
        say("%nRead: %,.0f messages a second of one core's time (of %,d bytes in the mean); read, fingerprinted and placed: %,.0f.".formatted(best, bytes / mails.size(), bestAll));
    }

    /** Whether the look-up stays quick: so many messages of so many templates, and the cost of the last ones. */
    private static void scale() {
        var salad = new Salad(Salad.Kind.WORDS);
        var campaigns = new Campaigns<>(new MemoryRows());
        Fingerprint[] prints = new Fingerprint[20_000];
        for (int i = 0; i < prints.length; i++) {
            prints[i] = Fingerprint.of(Content.read(salad.message(i, 20_000), Vantage.UNKNOWN));
        }
        say("");
        long start = cpu();
        for (int i = 0; i < prints.length; i++) {
            campaigns.place("%016x".formatted(i + 1L), prints[i]);
            if ((i + 1) % 5_000 == 0) {
                say("%,d campaigns in memory: %,.0f messages placed a second".formatted(i + 1, 5_000 * 1e9 / (cpu() - start)));
                start = cpu();
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        Path labels = Path.of(arguments[1]);
        List<Mail> first = read(data.resolve("spam-1"));
        List<Mail> second = read(data.resolve("spam-2"));
        List<Mail> spam = new ArrayList<>(first);
        spam.addAll(second);
        say("| corpus | reading | how | precision | recall | F |");
        say("| --- | --- | --- | ---: | ---: | ---: |");
        labelled("spam-1", first, labels);
        labelled("spam-2", second, labels);
        labelled("both", spam, labels);
        List<Mail> ham = new ArrayList<>(read(data.resolve("hard-ham-1")));
        ham.addAll(read(data.resolve("easy-ham-1")));
        ham.addAll(read(data.resolve("easy-ham-2")));
        wanted(spam, ham);
        synthetic();
        speed(spam);
        scale();
    }
}
