// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.TooLittleDataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Six features that two hidden numbers make, and customers who do not fit. */
class AutoencoderTest {

  private static final int N = 1_200;
  private static final int ODD = 20;
  private static final AutoencoderConfig TWO = new AutoencoderConfig(2, 16, 25, 4, 0.1, 3);
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "tail", "constant");

  /** The last {@link #ODD} customers have the right values, but not together. */
  private static FeatureMatrix features() {
    double[][] columns = new double[NAMES.size()][N];
    for (int i = 0; i < N; i++) {
      RandomStream random = RandomSource.seeded(9).stream(i);
      double x = Normal.standard(random);
      double y = Normal.standard(random);
      double[] row = {x, y, x + y, x - y, 2 * x + 0.5 * y, Math.exp(6 * x), 4};
      for (int c = 0; c < row.length; c++) {
        boolean shuffled = i >= N - ODD && c % 2 == 0 && c < 6;
        columns[c][i] = shuffled ? -2.5 * Math.signum(row[c]) : row[c];
        if (random.chance(0.03)) {
          columns[c][i] = Double.NaN;
        }
      }
    }
    return new FeatureMatrix(LongStream.range(0, N).toArray(), NAMES, columns);
  }

  private static double[] row(FeatureMatrix features, int i) {
    double[] row = new double[NAMES.size()];
    for (int c = 0; c < row.length; c++) {
      row[c] = features.at(i, c);
    }
    return row;
  }

  @Test
  void two_numbers_give_six_back_and_who_does_not_fit_stands_out() throws IOException {
    FeatureMatrix features = features();
    Autoencoder trained = new AutoencoderTrainer(TWO).train(features);

    double[] anomalies = trained.anomalies(features);
    double usual = Arrays.stream(anomalies, 0, N - ODD).average().orElse(1);
    double odd = Arrays.stream(anomalies, N - ODD, N).average().orElse(0);
    assertThat(usual).as("usual customers").isBetween(0.35, 0.65);
    assertThat(odd).as("odd customers").isGreaterThan(0.93);

    double error = 0;
    for (int i = 0; i < 500; i++) {
      error += trained.error(row(features, i)) / 500;
    }
    assertThat(error).as("of a variance of 1").isLessThan(0.15);
    assertThat(trained.reasons(row(features, N - 1))).doesNotContainKey("constant");

    ByteArrayOutputStream first = new ByteArrayOutputStream();
    trained.write(first);
    Autoencoder read = Autoencoder.read(new ByteArrayInputStream(first.toByteArray()));
    assertThat(read.encode(features)).isDeepEqualTo(trained.encode(features));
    assertThat(read.encode(row(features, 7))).hasSize(2).isEqualTo(read.encode(features)[7]);
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    new AutoencoderTrainer(TWO).train(features()).write(second);
    assertThat(second.toByteArray()).as("trained again").isEqualTo(first.toByteArray());
  }

  @Test
  void nothing_known_is_nothing_unusual() {
    Autoencoder trained = new AutoencoderTrainer(TWO).train(features());
    double[] unknown = new double[NAMES.size()];
    Arrays.fill(unknown, Double.NaN);

    assertThat(trained.error(unknown)).isZero();
    assertThat(trained.reasons(unknown)).isEmpty();
    for (double code : trained.encode(unknown)) {
      assertThat(code).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void too_little_is_refused_with_the_counts() {
    FeatureMatrix same =
        new FeatureMatrix(
            LongStream.range(0, 80).toArray(), List.of("one"), new double[][] {new double[80]});

    assertThatThrownBy(() -> new AutoencoderTrainer(TWO).train(same))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("80 customers and 0 features");
  }
}
