package dev.waiver.testing.internal;

/** Ends the handling of a request with an answer that refuses it. What it asked for has not taken effect. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    /**
     * A refusal.
     *
     * @param answer what to answer
     */
    public RefusedException(Answer answer) {
        super(answer.toString(), null, false, false);
        this.answer = answer.applied(false);
    }

    /**
     * What to answer.
     *
     * @return the answer
     */
    public Answer answer() {
        return answer;
    }
}
