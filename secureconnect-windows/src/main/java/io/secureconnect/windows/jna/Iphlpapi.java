package io.secureconnect.windows.jna;

import com.sun.jna.Pointer;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.engine.IpInterfaces;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.system.SystemLibrary;
import io.secureconnect.windows.wfp.IpInterface;
import java.nio.file.Path;
import java.util.Optional;

/** {@code iphlpapi.dll}, as far as it says how large packets may be. */
public final class Iphlpapi implements IpInterfaces {
    /** From {@code ws2def.h}. */
    private static final int AF_INET = 2;

    /** As Windows has it; other systems have other numbers. */
    private static final int AF_INET6 = 23;

    private static final int ERROR_NETWORK_UNREACHABLE = 1231;
    private static final int ERROR_HOST_UNREACHABLE = 1232;

    private final SystemLibrary library;

    private Iphlpapi(SystemLibrary library) {
        this.library = library;
    }

    /** That of this Windows. */
    public static Iphlpapi ofThisHost() {
        return new Iphlpapi(SystemLibrary.named("iphlpapi", ErrorCode.IPSEC_UNAVAILABLE));
    }

    /** Another library with the same functions. */
    static Iphlpapi at(Path library) {
        return new Iphlpapi(SystemLibrary.at(library, ErrorCode.IPSEC_UNAVAILABLE));
    }

    @Override
    public Optional<IpInterface> towards(IpAddress remote) {
        boolean v4 = remote.family() == AddressFamily.IPV4;
        int family = v4 ? AF_INET : AF_INET6;
        try (NativeArena arena = new NativeArena()) {
            Pointer index = arena.zeros(Integer.BYTES);
            call("GetBestInterfaceEx", socketAddress(arena, family, remote.octets()), index);
            Pointer row = arena.put(IpInterface.STRUCT, IpInterface.asked(family, index.getInt(0)));
            call("GetIpInterfaceEntry", row);
            return Optional.of(NativeReader.read(IpInterface.STRUCT, row));
        } catch (WfpException e) {
            if (e.code() == ERROR_NETWORK_UNREACHABLE || e.code() == ERROR_HOST_UNREACHABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A {@code sockaddr_in} or {@code sockaddr_in6}: family, port, for IPv6 the flow label, address in network order. */
    private static Pointer socketAddress(NativeArena arena, int family, byte[] address) {
        boolean v4 = family == AF_INET;
        Pointer at = arena.zeros(v4 ? 16 : 28);
        at.setShort(0, (short) family);
        at.write(v4 ? 4 : 8, address, 0, address.length);
        return at;
    }

    private void call(String function, Object... arguments) {
        int code = library.function(function, WindowsVersion.VISTA.toString()).invokeInt(arguments);
        if (code != 0) {
            throw new WfpException(function, code);
        }
    }
}
