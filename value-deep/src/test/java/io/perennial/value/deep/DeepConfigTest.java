// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.value.deep.net.Architecture;
import io.perennial.value.deep.net.NetShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeepConfigTest {

  @Test
  void defaults_are_four_settings_and_five_members() {
    DeepConfig config = DeepConfig.defaults();

    assertThat(config.settings()).hasSize(4);
    assertThat(config.members()).isEqualTo(5);
    assertThat(config.epochs()).isEqualTo(30);
    assertThat(config.patience()).isEqualTo(4);
    assertThat(config.searchRows()).isEqualTo(10_000);
    assertThat(config.withMembers(2).withEpochs(3))
        .isEqualTo(new DeepConfig(config.settings(), 2, 3, 4, 10_000));
    assertThat(config.with(config.settings().get(1)).settings()).hasSize(1);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new DeepConfig.Setting(10, 64, 1e-3, 0, 0))
        .hasMessageContaining("Invalid setting: width 10");
    assertThatThrownBy(() -> new DeepConfig.Setting(8, 64, 1e-3, 1, 0))
        .hasMessageContaining("dropout 1.0");
    assertThatThrownBy(() -> new DeepConfig(List.of(), 1, 1, 1, 1))
        .hasMessageContaining("Invalid training: 0 settings");
    assertThatThrownBy(() -> new AutoencoderConfig(0, 1, 1, 1, 0, 1))
        .hasMessageContaining("Invalid autoencoder: 0 codes");
    assertThatThrownBy(() -> new NetShape(Architecture.LSTM, 0, 1, 1, 1, 8))
        .hasMessageContaining("Invalid network: 0 features");
  }

  @Test
  void the_library_is_kept_from_the_network() {
    TorchIsThere.orSkip();

    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    assertThat(System.getProperty("ai.djl.pytorch.num_threads")).isEqualTo("1");
  }

  @Test
  void networks_of_sequences_say_how_many_events_they_read() {
    assertThat(new DeepTrainers.FeedForward().events()).isZero();
    assertThat(
            List.of(
                new DeepTrainers.Lstm().events(),
                new DeepTrainers.TemporalConvolution().events(),
                new DeepTrainers.Attention().events()))
        .containsOnly(64);
  }
}
