package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts that pages are made of: sentences by subject, and words for headings and paths. */
public final class Corpus {
    private static final List<String> BUILT_IN =
            List.of("association.txt", "company.txt", "faculty.txt", "garden.txt", "history.txt");
    private static final long FILE_BYTES_MAX = 4 << 20;
    private static final int FILES_MAX = 200;
    private static final int SENTENCES_MIN = 10;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
    private static final Pattern WORD = Pattern.compile("\\b[a-z]{4,10}\\b");

    private final List<Subject> subjects;
    private final List<String> words;

    /** One file of text. */
    record Subject(List<String> sentences) {}

    private Corpus(List<Subject> subjects) {
        this.subjects = List.copyOf(subjects);
        var distinct = new TreeSet<String>();
        for (Subject subject : subjects) {
            for (String sentence : subject.sentences()) {
                WORD.matcher(sentence).results().forEach(word -> distinct.add(word.group()));
            }
        }
        this.words = List.copyOf(distinct);
    }

    /**
     * Reads the built-in texts and all {@code *.txt} of the folders, UTF-8, paragraphs parted by
     * empty lines.
     *
     * @throws IOException if a folder or file cannot be read, or holds too little or too much
     */
    public static Corpus read(List<Path> folders) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (String name : BUILT_IN) {
            try (InputStream in = Corpus.class.getResourceAsStream("texts/" + name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is missing from the program");
                }
                subjects.add(subject(new String(in.readAllBytes(), UTF_8), name));
            }
        }
        for (Path folder : folders) {
            subjects.addAll(folder(folder));
        }
        return new Corpus(subjects);
    }

    private static List<Subject> folder(Path folder) throws IOException {
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
        List<Subject> subjects = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IOException("the text %s is longer than 4 MiB".formatted(file));
            }
            subjects.add(subject(text(file), file.toString()));
        }
        return subjects;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException("the text %s is not UTF-8".formatted(file), e);
        }
    }

    private static Subject subject(String text, String name) throws IOException {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : text.split("\\R\\s*\\R", -1)) {
            for (String sentence : SENTENCE_END.split(paragraph.strip(), -1)) {
                String flat = sentence.replaceAll("\\s+", " ").strip();
                if (!flat.isEmpty()) {
                    sentences.add(flat);
                }
            }
        }
        if (sentences.size() < SENTENCES_MIN) {
            throw new IOException(
                    "the text %s has %d sentences, wanted are at least %d"
                            .formatted(name, sentences.size(), SENTENCES_MIN));
        }
        return new Subject(sentences);
    }

    List<Subject> subjects() {
        return subjects;
    }

    List<String> words() {
        return words;
    }
}
