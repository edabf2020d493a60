// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

/** Answers that are closed when nobody uses them any more, and no sooner. */
final class HeldAnswers {

  private final Answers answers;
  private int users = 1;

  /** Held by whoever made it, until {@link #release}. */
  HeldAnswers(Answers answers) {
    this.answers = answers;
  }

  Answers answers() {
    return answers;
  }

  /** Whether they can be used; then they are to be released. */
  synchronized boolean take() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  void release() {
    synchronized (this) {
      if (--users > 0) {
        return;
      }
    }
    answers.close();
  }
}
