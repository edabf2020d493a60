// SPDX-License-Identifier: Apache-2.0
/** Records of simulated persons in several systems, with the mistakes people and systems make. */
@NullMarked
package io.perennial.testkit.persons;

import org.jspecify.annotations.NullMarked;
