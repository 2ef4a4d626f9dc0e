package io.secureconnect.windows.engine;

import java.util.ArrayList;
import java.util.List;

/** The end of several things, none of which keeps the others from theirs. */
public final class Closing {
    private Closing() {}

    /** Runs all, in their order. The first failure is thrown at the end, with the others in it. */
    public static void all(List<Runnable> ends) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Runnable end : ends) {
            try {
                end.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            failures.subList(1, failures.size()).forEach(failures.get(0)::addSuppressed);
            throw failures.get(0);
        }
    }
}
