import { mount } from 'svelte';
import './style/tokens.css';
import './style/base.css';
import Console from './Console.svelte';

mount(Console, { target: document.getElementById('console') });
