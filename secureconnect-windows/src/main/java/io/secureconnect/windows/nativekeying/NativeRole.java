package io.secureconnect.windows.nativekeying;

/** What an object of a natively keyed path is for; the word goes into its name for good. */
enum NativeRole {
    /** Provider context and filter: how IKEEXT gets an IKE SA. */
    MAIN_MODE("main-mode"),
    /** Provider context and filter: what SAs it negotiates. */
    QUICK_MODE("quick-mode"),
    /** Provider context and filter: by which protocol. */
    KEYING_MODULE("keying-module"),
    /** Filter: secure what goes out; without a suppress context, so that the first packet makes IKEEXT negotiate. */
    CALLOUT_OUTBOUND("native-callout-outbound"),
    /** Filter: secure what comes in. */
    CALLOUT_INBOUND("native-callout-inbound"),
    /** Filter: past the gate, which stands as long as nobody installs an SA by hand, to the callout. */
    GATE_OPEN("native-gate-open");

    private final String word;

    NativeRole(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
