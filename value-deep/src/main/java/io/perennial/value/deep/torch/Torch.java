// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;

/**
 * The native library, loaded once, when first needed. Before that the properties are set that keep
 * it from the network: DJL would otherwise fetch what is missing, and tell its makers where it
 * runs.
 *
 * <p>It works with one thread: a second one gains nothing at these widths, and sums in another
 * order. It is unpacked (430 MB) once to the folder that {@code DJL_CACHE_DIR} names, as
 * environment or property, else to {@code .djl.ai} in the user's home.
 */
public final class Torch {

  private static final String NAME = "PyTorch";

  private Torch() {}

  private static final class Loaded {
    static final Optional<Throwable> PROBLEM = load();

    private static Optional<Throwable> load() {
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("OPT_OUT_TRACKING", "true");
      System.setProperty("ai.djl.default_engine", NAME);
      System.setProperty("ai.djl.pytorch.num_threads", "1");
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
      System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
      try {
        Engine.getEngine(NAME);
        return Optional.empty();
      } catch (RuntimeException | LinkageError | AssertionError problem) {
        return Optional.of(problem);
      }
    }
  }

  /** What keeps networks from being trained here, in a sentence; empty if nothing does. */
  public static Optional<String> problem() {
    return Loaded.PROBLEM.map(
        problem ->
            "Cannot load the library of networks on "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ": "
                + sentence(root(problem))
                + "; put ai.djl.pytorch:pytorch-native-cpu of your platform on the class path, or"
                + " leave the deep models out");
  }

  /**
   * Loads the library.
   *
   * @throws IllegalStateException if there is none for this platform; the message says what to do
   */
  static void require() {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      throw new IllegalStateException(problem.get(), Loaded.PROBLEM.get());
    }
  }

  /** A place for arrays, freed when it is closed. Gradients are kept of what is computed in it. */
  static NDManager manager(boolean gradients) {
    JniUtils.setGradMode(gradients); // of this thread
    return Engine.getEngine(NAME).newBaseManager();
  }

  private static String sentence(Throwable problem) {
    String text = String.valueOf(problem.getMessage());
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static Throwable root(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
