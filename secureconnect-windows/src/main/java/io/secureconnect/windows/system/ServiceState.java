package io.secureconnect.windows.system;

/** What a service of Windows is at. */
public enum ServiceState {
    RUNNING,
    /** Not running, disabled, or not there. */
    STOPPED,
    /** Nobody could tell. */
    UNKNOWN
}
