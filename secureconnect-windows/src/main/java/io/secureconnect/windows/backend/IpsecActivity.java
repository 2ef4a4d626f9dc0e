package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.NativeIkeFailed;
import io.secureconnect.spi.BackendEvent.PacketDropped;
import io.secureconnect.windows.engine.WfpErrorNames;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.NetEventPayload;
import io.secureconnect.windows.wfp.NetEventPayload.ExtendedModeFailure;
import io.secureconnect.windows.wfp.NetEventPayload.KernelDrop;
import io.secureconnect.windows.wfp.NetEventPayload.MainModeFailure;
import io.secureconnect.windows.wfp.NetEventPayload.QuickModeFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What IPsec of Windows fails at between two hosts, ours or not: IKEEXT's negotiations and packets that the kernel drops. The
 * same between the same two is told again after {@link EventDecoder#AGAIN}. Thread-safe.
 */
final class IpsecActivity {
    /** Pairs and reasons that are remembered; a flood of others makes old ones news again. */
    private static final int MOST_TOLD = 1024;

    private static final int AT_PEER = 2;

    /** When each was last told, by what it says. */
    private final Map<Object, Instant> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Instant> eldest) {
            return size() > MOST_TOLD;
        }
    };

    Optional<BackendEvent> on(NetEvent event) {
        return path(event.header())
                .flatMap(path -> news(path, event.payload()))
                .filter(news -> isNews(news, event.header().time()));
    }

    private static Optional<BackendEvent> news(HostPair path, NetEventPayload payload) {
        return switch (payload.kind()) {
            case MAIN_MODE_FAILURE -> {
                MainModeFailure failure = (MainModeFailure) payload;
                yield failed(path, "main mode", failure.failurePoint(), failure.failureErrorCode());
            }
            case QUICK_MODE_FAILURE -> {
                QuickModeFailure failure = (QuickModeFailure) payload;
                yield failed(path, "quick mode", failure.failurePoint(), failure.failureErrorCode());
            }
            case EXTENDED_MODE_FAILURE -> {
                ExtendedModeFailure failure = (ExtendedModeFailure) payload;
                yield failed(path, "extended mode", failure.failurePoint(), failure.failureErrorCode());
            }
            case KERNEL_DROP -> Optional.of(dropped(path, (KernelDrop) payload));
            case CLASSIFY_DROP, OTHER -> Optional.empty();
        };
    }

    private static Optional<BackendEvent> failed(HostPair path, String phase, int point, int code) {
        return Optional.of(new NativeIkeFailed(
                path,
                phase + " of Windows' IKEEXT failed " + (point == AT_PEER ? "at the peer" : "here") + " with "
                        + described(code)));
    }

    private static BackendEvent dropped(HostPair path, KernelDrop drop) {
        boolean isSpi = Integer.compareUnsigned(drop.spi(), Spi.LOWEST) >= 0;
        return new PacketDropped(
                path,
                isSpi ? Optional.of(new Spi(drop.spi())) : Optional.empty(),
                (drop.direction() == KernelDrop.OUTBOUND ? "an outbound" : "an inbound")
                        + " packet was dropped by IPsec with status " + described(drop.failureStatus()));
    }

    private static String described(int code) {
        return String.format(Locale.ROOT, "0x%08x", code)
                + WfpErrorNames.of(code).map(name -> " " + name).orElse("");
    }

    private static Optional<HostPair> path(NetEvent.Header header) {
        Optional<IpAddress> local = header.localAddress();
        Optional<IpAddress> remote = header.remoteAddress();
        return local.isPresent() && remote.isPresent() && !local.equals(remote)
                ? Optional.of(new HostPair(local.get(), remote.get()))
                : Optional.empty();
    }

    private synchronized boolean isNews(BackendEvent news, Instant now) {
        Instant last = told.get(news);
        boolean isNews = last == null || now.isBefore(last) || !now.isBefore(last.plus(EventDecoder.AGAIN));
        if (isNews) {
            told.put(news, now);
        }
        return isNews;
    }
}
