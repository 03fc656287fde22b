package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What pages are written with: the languages that we speak, and the operator's own texts. */
public final class Corpus {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "it", "es");
    private static final long FILE_BYTES_MAX = 4 << 20;
    private static final int FILES_MAX = 200;
    private static final int SENTENCES_MIN = 10;
    private static final int SENTENCE_WORDS_MIN = 3;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
    private static final Pattern OF_LANGUAGE = Pattern.compile(".*\\.([a-z]{2})\\.txt");

    private final Map<String, Language> languages = new LinkedHashMap<>();
    private final Map<String, List<Chain>> chains = new HashMap<>();

    private Corpus() {
        for (String code : LANGUAGES) {
            languages.put(code, Language.read(code));
        }
    }

    /**
     * Reads the built-in languages and all {@code *.txt} of the folders, UTF-8, paragraphs parted
     * by empty lines. A text is English, if its name does not end like {@code .de.txt}.
     *
     * @throws IOException if a folder or file cannot be read, or holds too little or too much
     */
    public static Corpus read(List<Path> folders) throws IOException {
        var corpus = new Corpus();
        for (Path folder : folders) {
            corpus.folder(folder);
        }
        return corpus;
    }

    private void folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        } catch (IOException e) {
            throw new IOException("the folder of texts %s cannot be read".formatted(folder), e);
        }
        if (files.isEmpty() || files.size() > FILES_MAX) {
            throw new IOException(
                    "the folder of texts %s holds %d files *.txt, wanted are 1 to %d"
                            .formatted(folder, files.size(), FILES_MAX));
        }
        for (Path file : files) {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IOException("the text %s is longer than 4 MiB".formatted(file));
            }
            Matcher name = OF_LANGUAGE.matcher(String.valueOf(file.getFileName()));
            String code = name.matches() && speaks(name.group(1)) ? name.group(1) : "en";
            var chain = new Chain(sentences(text(file), file.toString()));
            chains.computeIfAbsent(code, c -> new ArrayList<>()).add(chain);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException("the text %s is not UTF-8".formatted(file), e);
        }
    }

    private static List<String> sentences(String text, String name) throws IOException {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : text.split("\\R\\s*\\R", -1)) {
            for (String sentence : SENTENCE_END.split(paragraph.strip(), -1)) {
                String flat = sentence.replaceAll("\\s+", " ").strip();
                if (flat.split(" ", -1).length >= SENTENCE_WORDS_MIN) {
                    sentences.add(flat);
                }
            }
        }
        if (sentences.size() < SENTENCES_MIN) {
            throw new IOException(
                    "the text %s has %d sentences, wanted are at least %d"
                            .formatted(name, sentences.size(), SENTENCES_MIN));
        }
        return sentences;
    }

    boolean speaks(String code) {
        return languages.containsKey(code);
    }

    Language language(String code) {
        Language language = languages.get(code);
        if (language == null) {
            throw new IllegalStateException("no language " + code);
        }
        return language;
    }

    /** What the operator gave in that language. */
    List<Chain> chains(String code) {
        return chains.getOrDefault(code, List.of());
    }
}
