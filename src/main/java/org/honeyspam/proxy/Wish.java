package org.honeyspam.proxy;

/** What a request is for, as the product understands it. */
sealed interface Wish {

    /** A connection; the target is where to. */
    record Connect(Target target) implements Wish {}

    /**
     * A document.
     *
     * @param url as the product writes it
     * @param path with the query
     * @param spoken whether it is fetched in HTTP: nothing else is answered behind us
     */
    record Fetch(Target target, String url, String path, boolean spoken) implements Wish {}

    /** A host that the DNS cannot know. */
    record Nowhere(Target target, String url) implements Wish {}

    /** Something that the proxy itself answers, for good or ill. */
    record Own(Answer answer) implements Wish {}

    record Refused(Refusal refusal) implements Wish {}
}
