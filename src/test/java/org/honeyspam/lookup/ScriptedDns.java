package org.honeyspam.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.honeyspam.dialogue.Endpoint;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on loopback that says what a test wants. */
public final class ScriptedDns implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final DatagramSocket socket;
    private final Script script;

    /** Fills in an answer to a question; false if there is to be none. */
    public interface Script {
        boolean answer(Record asked, Message answer) throws IOException, InterruptedException;
    }

    private ScriptedDns(DatagramSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    public static ScriptedDns start(Script script) throws IOException {
        var server =
                new ScriptedDns(new DatagramSocket(new InetSocketAddress(LOOPBACK, 0)), script);
        Thread.ofVirtual().start(server::answerAll);
        return server;
    }

    public Endpoint address() {
        return new Endpoint(LOOPBACK, socket.getLocalPort());
    }

    private void answerAll() {
        byte[] buffer = new byte[4_096];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var question = new Message(Arrays.copyOf(buffer, packet.getLength()));
                var answer = new Message(question.getHeader().getID());
                answer.getHeader().setFlag(Flags.QR);
                answer.addRecord(question.getQuestion(), Section.QUESTION);
                if (script.answer(question.getQuestion(), answer)) {
                    byte[] bytes = answer.toWire();
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException | InterruptedException e) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
