// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.LakeException;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;

/** Turns what Spark throws into one line that says what could not be done and why. */
final class Failures {

  private Failures() {}

  /** Does the work; whatever fails in it is a LakeException that begins with {@code what}. */
  static <T> T attempt(String what, Callable<T> work) {
    try {
      return work.call();
    } catch (LakeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof IllegalArgumentException ours && !(e instanceof SparkThrowable)) {
        throw ours;
      }
      throw of(what, e);
    }
  }

  private static LakeException of(String what, Exception e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      root = cause;
      if (cause instanceof LakeException said) {
        return new LakeException(said.getMessage(), e);
      }
    }
    String why = String.valueOf(root.getMessage()).strip();
    if (why.contains("No space left on device")) {
      return new LakeException(what + ": the disk is full; free some space and run again", e);
    }
    int end = why.indexOf('\n');
    return new LakeException(what + ": " + (end < 0 ? why : why.substring(0, end)), e);
  }
}
