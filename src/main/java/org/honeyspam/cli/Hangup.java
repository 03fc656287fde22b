package org.honeyspam.cli;

import java.lang.reflect.Proxy;

/** SIGHUP, by which services are told to read their configuration again. */
final class Hangup {
    private Hangup() {}

    /**
     * Has that done at each, but where the process was started so that it ignores them (nohup). The
     * JDK's one class for it cannot be named in a source without a warning, so it is asked for.
     */
    static void meansTo(Runnable what) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object means =
                    Proxy.newProxyInstance(
                            Hangup.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    what.run();
                                }
                                return null;
                            });
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, means);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no signals", e);
        }
    }
}
