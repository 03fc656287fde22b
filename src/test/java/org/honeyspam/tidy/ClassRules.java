package org.honeyspam.tidy;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be said of one compiled class. Each rule returns its complaints. */
final class ClassRules {
    /** Intel derives from the record alone, and net runs any dialogue whatever it speaks. */
    private static final Set<String> PROTOCOLS = Set.of("smtp", "web", "proxy", "dns");

    private static final Set<String> KNOW_NO_PROTOCOL =
            Set.of("intel", "lookup", "net", "probe", "share");
    private static final Set<String> KNOW_SITES = Set.of("cli", "node", "web", "proxy");
    private static final Set<String> PURE =
            Set.of("smtp", "web", "proxy", "dns", "site", "content", "dialogue");

    private static final Pattern OURS = Pattern.compile("org/honeyspam/([a-z]+)/");
    private static final Pattern IMPURE =
            Pattern.compile(
                    "java/sql/.*|java/net/(?:\\w*Socket\\w*|http/.*|URL|URLConnection)|java/nio/channels/.*"
                            + "|java/lang/Thread\\w*|java/util/concurrent/.*|org/slf4j/.*"
                            + "|java/util/(?:Timer|logging/.*)|java/time/Clock");
    private static final Pattern OUTBOUND =
            Pattern.compile(
                    "java/net/(?:Socket|DatagramSocket|http/.*|URLConnection)"
                            + "|java/nio/channels/(?:SocketChannel|DatagramChannel)"
                            + "|io/netty/bootstrap/Bootstrap"
                            + "|javax/net/(?:SocketFactory|ssl/SSLSocket\\w*)"
                            + "|jakarta/mail/.*|org/eclipse/angus/.*"
                            + "|com/sun/jndi/.*|javax/naming/.*");

    /** Commands ask the node through it: by UNIX sockets alone, since it knows no other address. */
    private static final String CONTROL = "org/honeyspam/node/ControlSocket";

    private static final String UNIX = "java/nio/channels/SocketChannel";
    private static final Set<String> INTERNET =
            Set.of("java/net/InetSocketAddress", "java/net/InetAddress");

    private static final Pattern ASKING =
            Pattern.compile("org/xbill/DNS/(?:\\w*Resolver\\w*|Lookup|Address|lookup/.*|io/.*)");
    private static final Pattern NATIVE = Pattern.compile("java/lang/foreign/.*");

    /** The sockets of one are of a family that does not leave the machine; the other gives up. */
    private static final Pattern CALLS_C =
            Pattern.compile("org/honeyspam/(?:health/LocalDatagrams(\\$.*)?|jail/.*)");

    private static final Pattern CLOCK =
            Pattern.compile(
                    "java/time/Instant\\.now|java/lang/System\\.(?:nanoTime|currentTimeMillis)"
                            + "|java/time/\\w*Date\\w*\\.now");
    private static final Pattern LOOKUP =
            Pattern.compile(
                    "java/net/InetAddress\\.(?:getByName|getAllByName|getHostName"
                            + "|getCanonicalHostName|getLocalHost)"
                            + "|java/net/InetSocketAddress\\.getHostName");
    private static final Set<String> BANNED_NAMES =
            Set.of("Manager", "Helper", "Util", "Utils", "Impl", "Handler");
    private static final int METHOD_LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 6;

    private final ClassModel model;
    private final String name;
    private final String part;

    ClassRules(byte[] bytes) {
        this.model = ClassFile.of().parse(bytes);
        this.name = model.thisClass().asInternalName();
        Matcher ours = OURS.matcher(name);
        this.part = ours.find() ? ours.group(1) : "";
    }

    List<String> complaints() {
        List<String> all = new ArrayList<>();
        all.addAll(directions());
        all.addAll(netty());
        all.addAll(purity());
        all.addAll(outbound());
        all.addAll(names());
        all.addAll(methods());
        return all;
    }

    private static int layer(String part) {
        for (int i = 0; i < Layers.FROM_THE_TOP.size(); i++) {
            if (Layers.FROM_THE_TOP.get(i).contains(part)) {
                return i;
            }
        }
        return -1;
    }

    List<String> directions() {
        List<String> wrong = new ArrayList<>();
        int own = layer(part);
        if (own < 0) {
            return List.of(name + " is in a package that the design does not name");
        }
        for (String other : knownParts()) {
            boolean below = layer(other) > own;
            boolean protocol = PROTOCOLS.contains(other) && KNOW_NO_PROTOCOL.contains(part);
            boolean sites = other.equals("site") && !KNOW_SITES.contains(part);
            boolean alone = part.equals("content");
            if (!other.equals(part) && (!below || protocol || sites || alone)) {
                wrong.add(name + " must not know " + other);
            }
        }
        return wrong;
    }

    private Set<String> knownParts() {
        Set<String> parts = new TreeSet<>();
        for (String text : texts()) {
            Matcher matcher = OURS.matcher(text);
            while (matcher.find()) {
                parts.add(matcher.group(1));
            }
        }
        return parts;
    }

    List<String> netty() {
        boolean uses = texts().stream().anyMatch(text -> text.contains("io/netty/"));
        return uses && !part.equals("net") ? List.of(name + " must not know Netty") : List.of();
    }

    /** Protocols do nothing by themselves, and are handed the time, as bait is. */
    List<String> purity() {
        List<String> wrong = new ArrayList<>();
        for (String type : types()) {
            if (PURE.contains(part) && IMPURE.matcher(type).matches()) {
                wrong.add(name + " must not use " + type);
            }
        }
        for (String call : calls()) {
            boolean timeless = PURE.contains(part) || part.equals("bait");
            if (timeless && CLOCK.matcher(call).matches()) {
                wrong.add(name + " must be handed the time, and calls " + call);
            }
        }
        return wrong;
    }

    /** Comes to the node's own ports: it takes its addresses from a node's status alone. */
    private static final Pattern ENEMY = Pattern.compile("org/honeyspam/cli/doctor/Enemy(\\$.*)?");

    /** Go to the places that the operator named, and to no others. */
    private static final Pattern PLACES =
            Pattern.compile("org/honeyspam/alert/(?:MailPlace|WebhookPlace|SyslogPlace)(\\$.*)?");

    /**
     * Nothing leaves the machine but probes, and alerts to the operator himself; the demo's
     * visitors and the doctor open connections to this machine.
     */
    List<String> outbound() {
        boolean connects =
                part.equals("probe")
                        || name.startsWith("org/honeyspam/cli/demo/")
                        || PLACES.matcher(name).matches()
                        || ENEMY.matcher(name).matches();
        List<String> wrong = new ArrayList<>();
        for (String type : types()) {
            if (isControl() && INTERNET.contains(type)) {
                wrong.add(name + " must know UNIX sockets alone, and knows " + type);
            }
            boolean mayConnect = connects || isControl() && type.equals(UNIX);
            if (OUTBOUND.matcher(type).matches() && !mayConnect) {
                wrong.add(name + " must not open connections, and knows " + type);
            }
            if (NATIVE.matcher(type).matches() && !CALLS_C.matcher(name).matches()) {
                wrong.add(name + " must not call C, which can do anything, and knows " + type);
            }
            if (ASKING.matcher(type).matches() && !part.equals("lookup")) {
                wrong.add(name + " must not ask the DNS, and knows " + type);
            }
        }
        for (String call : calls()) {
            if (LOOKUP.matcher(call).matches()) {
                wrong.add(name + " must not look names up, and calls " + call);
            }
        }
        return wrong;
    }

    private boolean isControl() {
        return name.equals(CONTROL) || name.startsWith(CONTROL + "$");
    }

    List<String> names() {
        String simple = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
        boolean nettys =
                model.superclass()
                        .map(type -> type.asInternalName().startsWith("io/netty/"))
                        .orElse(false);
        boolean banned =
                BANNED_NAMES.stream().anyMatch(simple::endsWith)
                        || simple.startsWith("Abstract")
                        || simple.startsWith("Default")
                        || simple.endsWith("Base");
        return banned && !nettys ? List.of(name + " has a name that says nothing") : List.of();
    }

    List<String> methods() {
        List<String> wrong = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            String called = name + "." + method.methodName().stringValue();
            int parameters = method.methodTypeSymbol().parameterCount();
            if (lines(method) > METHOD_LINES_MAX) {
                wrong.add(called + " has " + lines(method) + " lines");
            }
            if (parameters > PARAMETERS_MAX && !constructs(method)) {
                wrong.add(called + " has " + parameters + " parameters");
            }
        }
        return wrong;
    }

    private static boolean constructs(MethodModel method) {
        return method.methodName().equalsString("<init>")
                || method.flags().has(AccessFlag.SYNTHETIC);
    }

    /** From the first line with code to the last; what is set at a class's start is a table. */
    private static int lines(MethodModel method) {
        if (method.methodName().equalsString("<clinit>") || method.code().isEmpty()) {
            return 0;
        }
        var numbers =
                method.code().get().findAttributes(Attributes.lineNumberTable()).stream()
                        .flatMap(table -> table.lineNumbers().stream())
                        .mapToInt(LineNumberInfo::lineNumber)
                        .distinct()
                        .summaryStatistics();
        // A constructor's lines are also those of the fields that are set where they stand.
        return method.methodName().equalsString("<init>") || numbers.getCount() == 0
                ? (int) numbers.getCount()
                : numbers.getMax() - numbers.getMin() + 1;
    }

    private Set<String> texts() {
        Set<String> texts = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof Utf8Entry text) {
                texts.add(text.stringValue());
            }
        }
        return texts;
    }

    /** All types in code and descriptors, by their internal names. */
    private Set<String> types() {
        Set<String> types = new TreeSet<>();
        for (String text : texts()) {
            Matcher described = Pattern.compile("L([\\w/$]+);").matcher(text);
            while (described.find()) {
                types.add(described.group(1));
            }
            if (text.matches("[\\w/$]+")) {
                types.add(text);
            }
        }
        return types;
    }

    private Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                ClassDesc owner = member.owner().asSymbol();
                if (owner.isClassOrInterface()) {
                    calls.add(member.owner().asInternalName() + "." + member.name().stringValue());
                }
            }
        }
        return calls;
    }
}
