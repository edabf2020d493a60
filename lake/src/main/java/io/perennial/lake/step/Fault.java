// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

/** What may be kept of a failure: our own messages hold no personal data, others' might. */
final class Fault {

  private static final String OURS = "io.perennial.";
  private static final int MOST = 500;

  private Fault() {}

  /** One line: the message where the exception is ours, else only what kind it is. */
  static String sentence(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "Java ran out of memory (give it more with PERENNIAL_JAVA_OPTS=-Xmx4g)";
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank() || !isOurs(failure)) {
      return "unexpected " + failure.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse("");
    return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
  }

  private static boolean isOurs(Throwable failure) {
    if (failure.getClass().getName().startsWith(OURS)) {
      return true;
    }
    StackTraceElement[] stack = failure.getStackTrace();
    return stack.length > 0 && stack[0].getClassName().startsWith(OURS);
  }
}
