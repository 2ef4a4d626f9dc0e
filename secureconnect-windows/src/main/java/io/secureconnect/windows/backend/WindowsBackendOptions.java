package io.secureconnect.windows.backend;

/**
 * What an embedder may choose about the Windows backend.
 *
 * @param persistentBlocks protected paths stay blocked across a reboot, from before the filter engine starts until policy is in
 *     force again; exemptions last as long
 * @param standardIkePorts UDP 500 and 4500 may be opened for IKE. They belong to the Windows service IKEEXT, which this
 *     backend never stops; it refuses them while the service holds them
 */
public record WindowsBackendOptions(boolean persistentBlocks, boolean standardIkePorts) {
    /** Nothing survives a reboot, and UDP 500 and 4500 stay with Windows. */
    public static final WindowsBackendOptions STANDARD = new WindowsBackendOptions(false, false);

    public WindowsBackendOptions withPersistentBlocks(boolean chosen) {
        return new WindowsBackendOptions(chosen, standardIkePorts);
    }

    public WindowsBackendOptions withStandardIkePorts(boolean chosen) {
        return new WindowsBackendOptions(persistentBlocks, chosen);
    }
}
