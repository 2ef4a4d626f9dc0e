package io.secureconnect.windows.selftest;

import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiPredicate;

/** A filter engine that refuses calls, by their number from 1 or their name in the port. */
final class RefusingSource implements FilterEngine.Source {
    static final int CODE = 0x80320035;

    private final FilterEngine.Source source;
    private final BiPredicate<Integer, String> refuses;
    private int calls;

    RefusingSource(FilterEngine.Source source, BiPredicate<Integer, String> refuses) {
        this.source = source;
        this.refuses = refuses;
    }

    int calls() {
        return calls;
    }

    @Override
    public FilterEngine open(Session session) {
        count("open");
        FilterEngine engine = source.open(session);
        return (FilterEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FilterEngine.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("close")) {
                            engine.close(); // Windows ends a session whatever it answers
                        }
                        count(method.getName());
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void count(String call) {
        calls++;
        if (refuses.test(calls, call)) {
            throw new WfpException(call, CODE);
        }
    }
}
