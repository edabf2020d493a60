// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.value.deep.net.Architecture;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.Net;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.deep.net.Weights;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An ensemble of trained networks, in plain Java: it is read and asked without the native library.
 * A forecast of one customer takes tenths of a millisecond.
 *
 * <p>What is below 0 (more came back than was spent) counts as nothing: no draw is negative.
 */
public final class DeepModel implements LadderModel {

  private static final int FORMAT = 0x50444D31;

  private final Architecture architecture;
  private final Encoding encoding;
  private final Anchor anchor;
  private final List<Weights> weights;
  private final List<Net> nets;
  private final double share;
  private final float[] typical;
  private final int draws;
  private final long key;
  private final String summary;

  DeepModel(
      Architecture architecture,
      Encoding encoding,
      Anchor anchor,
      List<Weights> weights,
      double share,
      float[] typical,
      int draws,
      long key,
      String summary) {
    this.architecture = architecture;
    this.encoding = encoding;
    this.anchor = anchor;
    this.weights = List.copyOf(weights);
    this.nets = this.weights.stream().map(Net::new).toList();
    this.share = share;
    this.typical = typical;
    this.draws = draws;
    this.key = key;
    this.summary = summary;
  }

  @Override
  public String name() {
    return architecture.label();
  }

  @Override
  public Target target() {
    return encoding.target();
  }

  @Override
  public String summary() {
    return summary;
  }

  private Head head() {
    return target() == Target.PURCHASES ? Head.COUNTS : Head.MONEY;
  }

  @Override
  public Predictive predict(Cases cases) {
    Examples examples = encode(cases);
    Head head = head();
    int n = examples.rows();
    double[][] at = new double[nets.size()][n * NetShape.OUTPUTS];
    Chunks.forEach(
        n,
        256,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int m = 0; m < nets.size(); m++) {
              double[] numbers =
                  head.at(
                      outputs(nets.get(m), examples, i),
                      0,
                      share,
                      examples.anchor(),
                      i * NetShape.OUTPUTS);
              System.arraycopy(numbers, 0, at[m], i * NetShape.OUTPUTS, NetShape.OUTPUTS);
            }
          }
        });
    return new DeepPredictive(head, at, draws, RandomSource.seeded(key));
  }

  /** The cases as the networks read them. */
  Examples encode(Cases cases) {
    if (architecture.readsEvents() && cases.events().isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid cases: " + name() + " reads events, and there are no sequences");
    }
    return encoding.encode(cases, anchor.of(cases, target()), architecture.readsEvents());
  }

  /** What one network says of one customer, float[3]. */
  static float[] outputs(Net net, Examples examples, int i) {
    float[] events =
        net.shape().architecture().readsEvents()
            ? net.embed(examples.numbers(i), examples.kinds(i), examples.products(i))
            : new float[0];
    return net.read(examples.statics(i), events, 1).outputs();
  }

  @Override
  public Explanation explain(Cases cases, int row) {
    Cases one = cases.only(new int[] {row});
    Examples examples = encode(one);
    return path().of(examples, encoding.values(one, examples.anchor()));
  }

  /** How explanations are found. */
  PathExplanation path() {
    return new PathExplanation(head(), nets, share, typical, encoding);
  }

  /** Writes all that {@link #read} needs: some 4 bytes a weight. */
  public void write(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(FORMAT);
    out.writeUTF(architecture.name());
    encoding.write(out);
    anchor.write(out);
    out.writeInt(weights.size());
    for (Weights member : weights) {
      member.write(out);
    }
    out.writeDouble(share);
    for (float value : typical) {
      out.writeFloat(value);
    }
    out.writeInt(draws);
    out.writeLong(key);
    out.writeUTF(summary);
    out.flush();
  }

  /**
   * What {@link #write} wrote; needs no native library.
   *
   * @throws IOException if it is none, or of another version
   */
  public static DeepModel read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException(
          "Cannot read a deep model: it begins with "
              + Integer.toHexString(format)
              + " (must be "
              + Integer.toHexString(FORMAT)
              + ")");
    }
    Architecture architecture = Architecture.valueOf(in.readUTF());
    Encoding encoding = Encoding.read(in);
    Anchor anchor = Anchor.read(in);
    List<Weights> weights = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      weights.add(Weights.read(in));
    }
    double share = in.readDouble();
    float[] typical = {in.readFloat(), in.readFloat(), in.readFloat()};
    return new DeepModel(
        architecture,
        encoding,
        anchor,
        weights,
        share,
        typical,
        in.readInt(),
        in.readLong(),
        in.readUTF());
  }
}
