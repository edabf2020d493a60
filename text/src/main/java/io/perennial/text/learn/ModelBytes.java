// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import io.perennial.text.embed.HashedGrams;
import io.perennial.text.embed.SparseVector;
import io.perennial.text.embed.TextVector;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Linear models as bytes: either exact, with how sure they are of each weight, to go on learning
 * from; or small, with weights of words and letters rounded to a hundredth of the largest, to be
 * shipped.
 */
public final class ModelBytes {

  private static final int EXACT = 0x50_54_4C_03;
  private static final int SMALL = 0x50_54_4C_04;

  /** As {@link #SMALL}, before there were landmarks. */
  private static final int SMALL_WITHOUT_LANDMARKS = 0x50_54_4C_02;

  private static final int END = -1;
  private static final double SURE_OF_BIAS = 30;
  private static final double SURE_OF_LANDMARK = 100;
  private static final float SURE_OF_DENSE = 0.25f;

  /** Weights beyond this are rare, and count as this. */
  private static final float LARGEST = 2;

  private ModelBytes() {}

  /** The model, to the last bit. Some megabytes. */
  public static byte[] exact(LinearModel model) {
    return bytes(out -> writeExact(model, out));
  }

  /** The model rounded, and without how sure it is. Some hundred kilobytes. */
  public static byte[] small(LinearModel model) {
    return bytes(out -> writeSmall(model, out));
  }

  /**
   * The model that was written. The bytes of the same model are the same.
   *
   * @throws IOException if these are no bytes of a model
   */
  public static LinearModel read(InputStream packed) throws IOException {
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(packed))) {
      int kind = in.readInt();
      if (kind != EXACT && kind != SMALL && kind != SMALL_WITHOUT_LANDMARKS) {
        throw new IOException("Cannot read a model of texts: unknown kind " + kind);
      }
      int classes = in.readInt();
      int width = in.readInt();
      if (in.readInt() != HashedGrams.BITS) {
        throw new IOException("Cannot read a model of texts: its grams are hashed otherwise");
      }
      LinearModel blank = LinearTrainer.blank(classes, width);
      LinearModel model = blank.withTemperature(in.readDouble());
      readFloats(in, model.biases());
      readFloats(in, model.dense());
      List<Landmark> landmarks =
          kind == SMALL_WITHOUT_LANDMARKS ? List.of() : readLandmarks(in, width);
      if (kind == EXACT) {
        readExact(in, model);
        return model.withLandmarks(landmarks);
      }
      readSmall(in, model);
      return model.withLandmarks(
          landmarks.stream().map(landmark -> landmark.atMost(SURE_OF_LANDMARK)).toList());
    }
  }

  @FunctionalInterface
  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      body.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot write a model to memory: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  private static void writeHead(LinearModel model, int kind, DataOutputStream out)
      throws IOException {
    out.writeInt(kind);
    out.writeInt(model.classes());
    out.writeInt(model.width());
    out.writeInt(HashedGrams.BITS);
    out.writeDouble(model.temperature());
    writeFloats(model.biases(), out);
    writeFloats(model.dense(), out);
    out.writeInt(model.landmarks().size());
    for (Landmark landmark : model.landmarks()) {
      out.writeInt(landmark.label());
      out.writeDouble(landmark.weight());
      writeFloats(landmark.mean().dense(), out);
      SparseVector grams = landmark.mean().grams();
      out.writeInt(grams.size());
      for (int i = 0; i < grams.size(); i++) {
        out.writeInt(grams.place(i));
        out.writeFloat(grams.value(i));
      }
    }
  }

  private static List<Landmark> readLandmarks(DataInputStream in, int width) throws IOException {
    List<Landmark> landmarks = new ArrayList<>();
    int count = in.readInt();
    for (int n = 0; n < count; n++) {
      int label = in.readInt();
      double weight = in.readDouble();
      float[] dense = new float[width];
      readFloats(in, dense);
      int size = in.readInt();
      int[] places = new int[size];
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        places[i] = in.readInt();
        values[i] = in.readFloat();
      }
      TextVector mean = new TextVector(dense, SparseVector.of(places, values));
      landmarks.add(new Landmark(label, mean, weight));
    }
    return landmarks;
  }

  private static void writeExact(LinearModel model, DataOutputStream out) throws IOException {
    writeHead(model, EXACT, out);
    LinearModel.Precisions sure = model.precisions();
    for (double precision : sure.biases()) {
      out.writeDouble(precision);
    }
    writeFloats(sure.dense(), out);
    int classes = model.classes();
    for (int row = 0; row < model.grams().length; row += classes) {
      if (isTouched(model, row)) {
        out.writeInt(row);
        for (int k = 0; k < classes; k++) {
          out.writeFloat(model.grams()[row + k]);
          out.writeFloat(sure.grams()[row + k]);
        }
      }
    }
    out.writeInt(END);
  }

  private static boolean isTouched(LinearModel model, int row) {
    for (int k = 0; k < model.classes(); k++) {
      if (model.grams()[row + k] != 0 || model.precisions().grams()[row + k] != 0) {
        return true;
      }
    }
    return false;
  }

  private static void readExact(DataInputStream in, LinearModel model) throws IOException {
    LinearModel.Precisions sure = model.precisions();
    for (int k = 0; k < model.classes(); k++) {
      sure.biases()[k] = in.readDouble();
    }
    readFloats(in, sure.dense());
    for (int row = in.readInt(); row != END; row = in.readInt()) {
      if (row < 0 || row > model.grams().length - model.classes()) {
        throw new IOException("Cannot read a model of texts: it has no row " + row);
      }
      for (int k = 0; k < model.classes(); k++) {
        model.grams()[row + k] = in.readFloat();
        sure.grams()[row + k] = in.readFloat();
      }
    }
  }

  private static void writeSmall(LinearModel model, DataOutputStream out) throws IOException {
    writeHead(model, SMALL, out);
    out.writeFloat(LARGEST / 100);
    for (float weight : model.grams()) {
      float bounded = Math.max(-LARGEST, Math.min(LARGEST, weight));
      out.writeByte(Math.round(bounded / LARGEST * 100));
    }
  }

  private static void readSmall(DataInputStream in, LinearModel model) throws IOException {
    // as sure as if it had been learned from some hundred examples
    Arrays.fill(model.precisions().biases(), SURE_OF_BIAS);
    Arrays.fill(model.precisions().dense(), SURE_OF_DENSE);
    float unit = in.readFloat();
    byte[] rounded = new byte[model.grams().length];
    in.readFully(rounded);
    for (int i = 0; i < rounded.length; i++) {
      model.grams()[i] = unit * rounded[i];
    }
  }

  private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static void readFloats(DataInputStream in, float[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
  }
}
