package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.UdpEndpoint;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The sockets of IKE: what they send and get passes whatever policies say, and nothing else does because of them. */
interface DatagramContract extends BackendContract {
    /** Not those of the standard, so that they may be free on a kernel that is not all ours. */
    IkePorts IKE = new IkePorts(20_500, 24_500);

    /** More than a link's MTU, as an IKE message with certificates before it was fragmented. */
    int LARGE = 3_000;

    @Test
    default void datagramsOfBothPortsPassBothWaysWhateverThePolicySays() {
        fixture().needs(Ability.PEER, Ability.IKE_DATAGRAMS);
        try (DatagramPort here = fixture().backend().openIke(IKE);
                DatagramPort there = fixture().peer().openIke(IKE)) {
            assertThat(here.ports()).isEqualTo(IKE);
            DatagramTape onHere = listen(here);
            DatagramTape onThere = listen(there);
            for (AddressFamily family : fixture().families()) {
                HostPair path = fixture().path(family);
                for (Protection protection : Protection.values()) {
                    fixture().protect(path, protection);
                    fixture().peerApplied(new Protect(path.mirror(), protection));
                    for (int port : new int[] {IKE.ike(), IKE.natTraversal()}) {
                        assertCarries(here, onThere, datagram(path, port, ike(100)));
                        assertCarries(there, onHere, datagram(path.mirror(), port, ike(1)));
                        assertCarries(here, onThere, datagram(path, port, ike(LARGE)));
                    }
                    fixture().assertBlocked(path, "beside IKE, under " + protection);
                }
            }
        }
    }

    @Test
    default void keepalivesOfANatAreNotHandedIn() {
        fixture().needs(Ability.PEER, Ability.IKE_DATAGRAMS);
        try (DatagramPort here = fixture().backend().openIke(IKE);
                DatagramPort there = fixture().peer().openIke(IKE)) {
            DatagramTape onThere = listen(there);
            for (AddressFamily family : fixture().espFamilies()) {
                HostPair path = fixture().path(family);
                here.send(datagram(path, IKE.natTraversal(), Bytes.ofHex("ff")));
                assertCarries(here, onThere, datagram(path, IKE.natTraversal(), ike(50)));
            }
        }
    }

    @Test
    default void espOnThePortOfNatTraversalIsTheKernels() {
        fixture().needs(Ability.PEER, Ability.IKE_DATAGRAMS);
        fixture().needsEsp();
        try (DatagramPort here = fixture().backend().openIke(IKE);
                DatagramPort there = fixture().peer().openIke(IKE)) {
            DatagramTape onThere = listen(there);
            for (AddressFamily family : fixture().espFamilies()) {
                HostPair path = fixture().path(family);
                byte[] esp = new byte[60];
                Arrays.fill(esp, (byte) 0x51);
                here.send(datagram(path, IKE.natTraversal(), Bytes.copyOf(esp)));
                assertCarries(here, onThere, datagram(path, IKE.natTraversal(), ike(60)));
            }
        }
    }

    @Test
    default void portsThatAreTakenAreRefusedAndFreeAgainAfterClosing() {
        fixture().needs(Ability.IKE_DATAGRAMS);
        DatagramPort first = fixture().backend().openIke(IKE);
        assertTaken(IKE);
        assertTaken(new IkePorts(IKE.ike(), 24_501));
        assertTaken(new IkePorts(20_501, IKE.natTraversal()));
        first.close();
        fixture().backend().openIke(IKE).close();
        // What a refused call had opened before it met the port that was taken.
        fixture().backend().openIke(new IkePorts(20_501, 24_501)).close();
    }

    @Test
    default void closingTwiceIsClosing() {
        fixture().needs(Ability.IKE_DATAGRAMS);
        DatagramPort port = fixture().backend().openIke(IKE);
        port.close();
        port.close();
        fixture().backend().openIke(IKE).close();
    }

    @Test
    default void whatIsSentOnClosedSocketsIsLost() {
        fixture().needs(Ability.PEER, Ability.IKE_DATAGRAMS);
        HostPair path = fixture().path(fixture().families().iterator().next());
        try (DatagramPort there = fixture().peer().openIke(IKE)) {
            DatagramTape onThere = listen(there);
            DatagramPort closed = fixture().backend().openIke(IKE);
            closed.close();
            closed.send(datagram(path, IKE.ike(), ike(10)));
            try (DatagramPort here = fixture().backend().openIke(IKE)) {
                assertCarries(here, onThere, datagram(path, IKE.ike(), ike(20)));
            }
        }
    }

    private DatagramTape listen(DatagramPort port) {
        DatagramTape tape = new DatagramTape(fixture().harness);
        port.listen(tape);
        return tape;
    }

    private void assertTaken(IkePorts ports) {
        assertThatThrownBy(() -> fixture().heard(backend -> backend.openIke(ports)))
                .as("opening " + ports + " beside " + IKE)
                .isInstanceOfSatisfying(
                        SecureConnectException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KERNEL_REFUSED));
    }

    private static void assertCarries(DatagramPort from, DatagramTape to, Datagram sent) {
        from.send(sent);
        to.awaitNext(new Datagram(sent.remote(), sent.local(), sent.payload()), "what was sent as " + sent);
    }

    private static Datagram datagram(HostPair path, int port, Bytes payload) {
        return new Datagram(new UdpEndpoint(path.local(), port), new UdpEndpoint(path.remote(), port), payload);
    }

    /** So many octets behind a non-ESP marker. */
    private static Bytes ike(int octets) {
        byte[] message = new byte[4 + octets];
        Arrays.fill(message, 4, message.length, (byte) octets);
        return Bytes.wrap(message);
    }
}
