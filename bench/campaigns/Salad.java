import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Messages made from templates by chance, as tools of spammers make them: so the truth is known. */
final class Salad {
    static final int TEMPLATES = 100;
    private static final int WORDS = 120;
    private static final int VOCABULARY = 3_000;
    private static final String[] SYLLABLES = {"ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "zo", "ke"};

    enum Kind {
        FILLED("name, number, link and id filled in"),
        WORDS("also every twentieth word another one"),
        SALAD("also a salad of forty words behind"),
        HIDDEN("also a salad of two hundred words, hidden by HTML"),
        ORDER("also its eight paragraphs in another order"),
        DISGUISED("letters of no width, look-alikes and case"),
        TENTH("every tenth word another one"),
        CHOICES("each of forty phrases one of three");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    private final Kind kind;

    Salad(Kind kind) {
        this.kind = kind;
    }

    byte[] message(int number) {
        return message(number, TEMPLATES);
    }

    byte[] message(int number, int templates) {
        int template = number % templates;
        var dice = new Random(number * 31L + 7);
        List<String> words = words(template, dice);
        List<List<String>> paragraphs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            paragraphs.add(words.subList(i * WORDS / 8, (i + 1) * WORDS / 8));
        }
        if (kind == Kind.ORDER) {
            Collections.shuffle(paragraphs, dice);
        }
        var text = new StringBuilder("Dear " + spelt(dice.nextInt(VOCABULARY)) + ",\n");
        paragraphs.forEach(paragraph -> text.append(String.join(" ", paragraph)).append(".\n"));
        text.append("http://").append(spelt(dice.nextInt(VOCABULARY))).append(".example/").append(dice.nextInt(100_000)).append('\n');
        boolean html = kind == Kind.HIDDEN;
        if (kind == Kind.SALAD || html) {
            text.append(html ? "<div style=\"display:none\">" : "");
            for (int i = 0; i < (html ? 200 : 40); i++) {
                text.append(spelt(dice.nextInt(VOCABULARY))).append(' ');
            }
            text.append(html ? "</div>" : "");
        }
        String type = html ? "text/html" : "text/plain; charset=utf-8";
        String head = "Subject: " + spelt(template * 7) + " " + dice.nextInt(10_000) + "\nContent-Type: " + type + "\n\n";
        return (head + (kind == Kind.DISGUISED ? disguised(text.toString(), dice) : text)).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> words(int template, Random dice) {
        var fixed = new Random(template);
        int rate = switch (kind) {
            case FILLED, DISGUISED, CHOICES -> Integer.MAX_VALUE;
            case TENTH -> 10;
            default -> 20;
        };
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i += 3) {
            String[] phrases = new String[3];
            for (int choice = 0; choice < 3; choice++) {
                phrases[choice] = spelt(fixed.nextInt(VOCABULARY)) + " " + spelt(fixed.nextInt(VOCABULARY)) + " " + spelt(fixed.nextInt(VOCABULARY));
            }
            words.addAll(Arrays.asList(phrases[kind == Kind.CHOICES ? dice.nextInt(3) : 0].split(" ")));
        }
        words.replaceAll(word -> dice.nextInt(rate) == 0 ? spelt(dice.nextInt(VOCABULARY)) : word);
        return words;
    }

    private static String disguised(String text, Random dice) {
        var out = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean change = dice.nextInt(8) == 0;
            out.append(change && c == 'a' ? '\u0430' : change && c == 'o' ? '\u043e' : change ? Character.toUpperCase(c) : c);
            out.append(change && Character.isLetter(c) ? "\u200b" : "");
        }
        return out.toString();
    }

    private static String spelt(int number) {
        return SYLLABLES[number / 225 % 15] + SYLLABLES[number / 15 % 15] + SYLLABLES[number % 15];
    }
}
