package io.secureconnect.windows.model;

import io.secureconnect.windows.abi.Guid;

/** An object in the filter engine, with what the engine knows about it besides. */
record Held<T>(Guid key, T value, Lifetime lifetime, Author author) {
    /**
     * Who added it.
     *
     * @param session number of the session; what is dynamic goes with it
     * @param dynamic whether that session is
     */
    record Author(String process, int session, boolean dynamic) {
        static final Author WINDOWS = new Author("Windows", 0, false);
    }

    boolean isDynamicOfAnother(Author other) {
        return lifetime == Lifetime.DYNAMIC && author.session != other.session;
    }
}
