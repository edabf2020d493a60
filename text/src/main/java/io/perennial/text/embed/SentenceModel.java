// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/**
 * The meaning of texts as vectors of length 1, by all-MiniLM-L6-v2 (quantised), which knows English
 * and makes something of its relatives. Texts of like meaning have a high inner product.
 *
 * <p>Each text is computed alone: the model scales its numbers by all texts of a batch, so that in
 * a batch a text's vector would depend on its neighbours. Vectors are the same on any number of
 * threads. The model comes from the class path, nothing is fetched. Safe for use by many threads.
 * About 4 ms a short text and thread.
 */
public final class SentenceModel implements AutoCloseable {

  /** The length of a vector. */
  public static final int DIMENSIONS = 384;

  /** What tables say of the model behind a number. */
  public static final String ID = "all-minilm-l6-v2-q";

  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";

  /** The model was trained on texts of this many pieces; longer ones are cut. */
  private static final int MAX_PIECES = 128;

  /** No text needs more characters for that many pieces, but one of signs that nobody reads. */
  private static final int MAX_LENGTH = 4_000;

  private final WordPieces pieces;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ForkJoinPool workers;

  private SentenceModel(
      WordPieces pieces, OrtEnvironment environment, OrtSession session, int threads) {
    this.pieces = pieces;
    this.environment = environment;
    this.session = session;
    this.workers = new ForkJoinPool(threads);
  }

  /**
   * Loads the model, within a second.
   *
   * @param threads how many texts are computed at once, at least 1
   * @throws IllegalStateException if the model is not on the class path, or this platform has no
   *     native library for it
   */
  public static SentenceModel open(int threads) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false); // on Windows it would tell of each session
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        WordPieces pieces;
        try (InputStream vocabulary = resource(VOCABULARY)) {
          pieces = WordPieces.read(vocabulary);
        }
        byte[] model;
        try (InputStream in = resource(MODEL)) {
          model = in.readAllBytes();
        }
        OrtSession session = environment.createSession(model, options);
        return new SentenceModel(pieces, environment, session, threads);
      }
    } catch (OrtException | UnsatisfiedLinkError | ExceptionInInitializerError e) {
      throw new IllegalStateException("Cannot load the sentence model: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the sentence model: " + e.getMessage(), e);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = SentenceModel.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          "Cannot find the sentence model: " + name + " is not on the class path");
    }
    return in;
  }

  /** float[384] of length 1; all zero for an empty text. At most the first 128 pieces count. */
  public float[] embed(String plain) {
    if (plain.isBlank()) {
      return new float[DIMENSIONS];
    }
    long[] ids = pieces.ids(plain.substring(0, Math.min(plain.length(), MAX_LENGTH)), MAX_PIECES);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor tokens = tensor(ids);
        OnnxTensor mask = tensor(ones);
        OnnxTensor types = tensor(new long[ids.length]);
        OrtSession.Result result = session.run(inputs(tokens, mask, types))) {
      return mean((float[][][]) result.get(0).getValue());
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot embed a text: " + e.getMessage(), e);
    }
  }

  private static Map<String, OnnxTensorLike> inputs(
      OnnxTensor tokens, OnnxTensor mask, OnnxTensor types) {
    return Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types);
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {row});
  }

  /** The vectors of many texts, in their order, by all workers. */
  public List<float[]> embedAll(List<String> plains) {
    ForkJoinTask<List<float[]>> task =
        workers.submit(
            () ->
                IntStream.range(0, plains.size())
                    .parallel()
                    .mapToObj(i -> embed(plains.get(i)))
                    .toList());
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot embed texts: interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot embed texts: " + e.getCause().getMessage(), e);
    }
  }

  /** The mean over the pieces, at length 1. */
  private static float[] mean(float[][][] states) {
    double[] sums = new double[DIMENSIONS];
    for (float[] state : states[0]) {
      for (int k = 0; k < DIMENSIONS; k++) {
        sums[k] += state[k];
      }
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    float[] vector = new float[DIMENSIONS];
    for (int k = 0; k < DIMENSIONS; k++) {
      vector[k] = (float) (sums[k] * scale);
    }
    return vector;
  }

  @Override
  public void close() {
    workers.shutdown();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot close the sentence model: " + e.getMessage(), e);
    }
  }
}
