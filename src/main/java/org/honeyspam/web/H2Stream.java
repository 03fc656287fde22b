package org.honeyspam.web;

import org.honeyspam.dialogue.Peer;
import org.honeyspam.http.Posting;
import org.jspecify.annotations.Nullable;

/** One request on a connection of HTTP/2, from its head to the last byte of its answer. */
final class H2Stream {
    final int id;
    final RequestHead head;

    /** Why it is not gone into; null if it is. */
    final WebPersona.@Nullable Refusal refusal;

    /** How much the peer may still send of its body before it is told to go on. */
    int receiveWindow = H2Windows.INITIAL;

    /** How much the peer takes; below zero if it changed its mind. */
    long sendWindow;

    /** Of what was announced; -1 if nothing was. */
    long bodyLeft;

    /** Who asks; null if it is not gone into. */
    @Nullable Peer visitor;

    boolean bodyEnded;
    boolean answered;

    /** Whether it is our trouble that it gets no answer. */
    boolean troubled;

    /** The form that it sends; null if it is none, or is stored. */
    @Nullable Posting posting;

    @Nullable Request request;
    byte[] body = new byte[0];
    int sent;

    H2Stream(int id, RequestHead head, WebPersona.@Nullable Refusal refusal, long sendWindow) {
        this.id = id;
        this.head = head;
        this.refusal = refusal;
        this.sendWindow = sendWindow;
        String length = head.said("content-length");
        this.bodyLeft = length.isEmpty() ? -1 : RequestHead.number(length);
    }

    /** Takes a piece of the body; null if the peer may send it, else what it did wrong. */
    @Nullable H2Error hears(int frameBytes, byte[] content) {
        receiveWindow -= frameBytes;
        if (bodyEnded) {
            return H2Error.STREAM_CLOSED;
        }
        if (receiveWindow < 0) {
            return H2Error.FLOW_CONTROL_ERROR;
        }
        if (bodyLeft >= 0) {
            bodyLeft -= content.length;
            if (bodyLeft < 0) {
                return H2Error.PROTOCOL_ERROR;
            }
        }
        if (request != null) {
            request.body.feed(content, 0);
        }
        return null;
    }

    /** What to grant anew; zero as long as there is enough. */
    int toGrant() {
        int grant = receiveWindow < H2Windows.INITIAL / 2 ? H2Windows.INITIAL - receiveWindow : 0;
        receiveWindow += grant;
        return grant;
    }

    int unsent() {
        return body.length - sent;
    }
}
