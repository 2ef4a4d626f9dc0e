package io.secureconnect.windows.wfp;

/** What a provider context holds: one of three kinds of policy of IKEEXT. Dispatch on {@link #kind()}; the family is closed. */
public sealed interface ContextPolicy permits KeyingPolicy, MainModePolicy, TransportPolicy, ContextPolicy.Other {
    /** Which of the family it is. */
    Kind kind();

    /** The members of the family. */
    enum Kind {
        KEYING,
        MAIN_MODE,
        TRANSPORT,
        OTHER
    }

    /** One that nobody reads here, which only others have. */
    record Other() implements ContextPolicy {
        @Override
        public Kind kind() {
            return Kind.OTHER;
        }
    }
}
