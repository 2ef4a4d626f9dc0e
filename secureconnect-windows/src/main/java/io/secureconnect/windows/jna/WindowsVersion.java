package io.secureconnect.windows.jna;

/** A version of Windows, and of Windows Server, that first has something. */
enum WindowsVersion {
    VISTA("Windows Vista and Windows Server 2008"),
    WINDOWS_7("Windows 7 and Windows Server 2008 R2"),
    WINDOWS_8("Windows 8 and Windows Server 2012");

    private final String text;

    WindowsVersion(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
