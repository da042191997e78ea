"""Messages that wait for the main thread, without a kernel."""

from __future__ import annotations

from ipyimagegen.widget import kernel_queue


def test_without_a_kernel_nothing_waits():
    assert kernel_queue.take("of no kernel") == []


def test_a_kernel_of_another_make_is_nothing_to_the_cell_that_waits(panel, monkeypatch):
    def broken(comm):
        raise AttributeError("a kernel of another make")

    monkeypatch.setattr(kernel_queue, "take", broken)
    for function in panel._session.worker.meanwhile:
        function()
    assert panel._serve in panel._session.worker.meanwhile
    panel.close()
    assert panel._session.worker.meanwhile == []
