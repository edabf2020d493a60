// SPDX-License-Identifier: Apache-2.0
/** What every adapter of a contract must do, as tests that its own tests extend. */
@NullMarked
package io.perennial.testkit.contract;

import org.jspecify.annotations.NullMarked;
