package org.honeyspam.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.honeyspam.content.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all verbs have: help, where they print, and JSON. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false)
abstract class Verb {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    /** Made where it is needed: it takes a while, and most starts have no use for it. */
    private static final class Json {
        private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Says why nothing was done. */
    final int failed(String why) {
        why.lines().forEach(line -> err().println("honeyspam: " + SafeText.safe(line)));
        return ExitCode.FAILED;
    }

    /** The same, of what went wrong with a file: its name alone says nothing. */
    final int failed(Exception e) {
        return failed(
                switch (e) {
                    case NoSuchFileException missing ->
                            missing.getFile() + ": there is no such file or folder";
                    case AccessDeniedException denied -> denied.getFile() + ": that is not allowed";
                    default -> String.valueOf(e.getMessage());
                });
    }

    final void printJson(Object value) {
        try {
            out().println(Json.MAPPER.writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
