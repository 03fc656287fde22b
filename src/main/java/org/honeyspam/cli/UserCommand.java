package org.honeyspam.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.honeyspam.config.UsersFile;
import org.honeyspam.config.UsersFile.Role;
import org.honeyspam.config.UsersFile.User;
import org.honeyspam.console.access.Secrets;
import org.honeyspam.content.SafeText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam user}: who may log in to the console. */
@Command(
        name = "user",
        description = "Keep the file of who may log in to the console.",
        subcommands = {
            UserCommand.Add.class,
            UserCommand.Token.class,
            UserCommand.Remove.class,
            UserCommand.Shown.class
        },
        footer = {
            "",
            "Examples: honeyspam user add ann --role operator --file /etc/honeyspam/users",
            "          honeyspam user token prometheus --role viewer --file /etc/honeyspam/users",
            "          honeyspam user remove ann --file /etc/honeyspam/users",
            "          honeyspam user list",
            "",
            "The configuration names the file: users_file in [console]."
        })
final class UserCommand extends Verb implements Callable<Integer> {
    private static final int PASSWORD_CHARS_MIN = 10;

    @Override
    public Integer call() {
        err().println("honeyspam: say what to do: honeyspam user add|token|remove|list");
        return ExitCode.WRONG;
    }

    /** Which file. */
    static final class FileOption {
        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The file (default: users in this folder).")
        private Path file = Path.of("users");

        List<User> read() throws IOException {
            return Files.exists(file) ? UsersFile.read(file) : List.of();
        }

        void change(String name, @Nullable User with) throws IOException {
            UsersFile.change(file, name, with);
        }
    }

    /** What those that add somebody have in common. */
    abstract static class Adds extends Verb implements Callable<Integer> {
        @Parameters(
                paramLabel = "NAME",
                description = "Of small letters, digits, dots, hyphens, underscores.")
        private String name = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "viewer or operator (default: viewer).")
        private String role = "viewer";

        @Mixin private FileOption file = new FileOption();

        /** What is kept of what he logs in with; null if that was not given. */
        abstract @Nullable String secret() throws IOException;

        @Override
        public final Integer call() {
            boolean known = Arrays.stream(Role.values()).anyMatch(one -> one.label().equals(role));
            if (!UsersFile.isName(name) || !known) {
                err().println(
                                known
                                        ? "honeyspam: '%s' will not do as a name"
                                                .formatted(SafeText.safe(name))
                                        : "honeyspam: --role is viewer or operator");
                return ExitCode.WRONG;
            }
            try {
                String secret = secret();
                if (secret == null) {
                    return ExitCode.WRONG;
                }
                Role given = Role.valueOf(role.toUpperCase(Locale.ROOT));
                file.change(name, new User(name, given, secret));
                err().println("%s may log in as %s".formatted(name, role));
                return ExitCode.OK;
            } catch (IOException e) {
                return failed(e);
            }
        }
    }

    @Command(
            name = "add",
            description = "Let somebody log in with a password, or change his.",
            footer = {
                "",
                "Example: honeyspam user add ann --role operator",
                "",
                "The password is asked for, or read from standard input if that is no terminal."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:the file cannot be written", "2:wrong name or password"})
    static final class Add extends Adds {
        @Override
        @Nullable String secret() throws IOException {
            char[] password = password();
            if (password == null || password.length < PASSWORD_CHARS_MIN) {
                err().println(
                                password == null
                                        ? "honeyspam: the two are not the same"
                                        : "honeyspam: a password has %d letters or more"
                                                .formatted(PASSWORD_CHARS_MIN));
                return null;
            }
            return Secrets.ofPassword(password);
        }

        /** Null if it was not the same the second time. */
        @SuppressWarnings("SystemConsoleNull") // It is, from JDK 25 on, where there is no terminal.
        private char @Nullable [] password() throws IOException {
            Console terminal = System.console();
            if (terminal == null || !terminal.isTerminal()) {
                var in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
                String line = new BufferedReader(in).readLine();
                return line == null ? new char[0] : line.toCharArray();
            }
            char[] first = terminal.readPassword("Password: ");
            char[] second = terminal.readPassword("Again: ");
            return Arrays.equals(first, second) && first != null ? first : null;
        }
    }

    @Command(
            name = "token",
            description = "Make a token for a program, and print it: it is kept nowhere else.",
            footer = {"", "Example: honeyspam user token prometheus --role viewer"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:printed", "1:the file cannot be written", "2:wrong name"})
    static final class Token extends Adds {
        @Override
        String secret() {
            String token = Secrets.newToken();
            out().println(token);
            return Secrets.ofToken(token);
        }
    }

    @Command(
            name = "remove",
            description = "Let somebody log in no more; who is logged in stays so for his session.",
            footer = {"", "Example: honeyspam user remove ann"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:there is none of that name, or no such file"})
    static final class Remove extends Verb implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Who.")
        private String name = "";

        @Mixin private FileOption file = new FileOption();

        @Override
        public Integer call() {
            try {
                if (file.read().stream().noneMatch(user -> user.name().equals(name))) {
                    return failed("there is nobody called %s".formatted(name));
                }
                file.change(name, null);
                return ExitCode.OK;
            } catch (IOException e) {
                return failed(e);
            }
        }
    }

    @Command(
            name = "list",
            description = "Print who may log in.",
            footer = {"", "Example: honeyspam user list --json"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:printed", "1:the file cannot be read"})
    static final class Shown extends Verb implements Callable<Integer> {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Mixin private FileOption file = new FileOption();

        @Override
        public Integer call() {
            try {
                List<Map<String, String>> users = new ArrayList<>();
                for (User user : file.read()) {
                    String by = Secrets.isOfToken(user.secret()) ? "token" : "password";
                    users.add(Map.of("name", user.name(), "role", user.role().label(), "by", by));
                    if (!json) {
                        out().println(
                                        "%-24s %-8s %s"
                                                .formatted(user.name(), user.role().label(), by));
                    }
                }
                if (json) {
                    printJson(users);
                }
                return ExitCode.OK;
            } catch (IOException e) {
                return failed(e);
            }
        }
    }
}
